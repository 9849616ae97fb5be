/** Which notes mean the same, as the app suggests them: npm run similar -- CORPUS.jsonl QUERIES.jsonl */
import { createIndex } from '../../shared/text/similar/similar-index.ts';
import { InputFault } from './input-fault.ts';
import { printLines, runCommand } from './print-lines.ts';
import { type Note, readNotes } from './read-notes.ts';

const usage = `npm run similar -- CORPUS.jsonl QUERIES.jsonl

Reads lines {"id","text"}, with "tema", "step", "channel" and "pain" where they are known, and prints for each query
{"id","matches":[ids of the corpus, best first, at most 5, never the query's own]}.
`;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const [corpusFile, queriesFile, ...more] = args;
  if (corpusFile === undefined || queriesFile === undefined || more.length > 0)
    throw new InputFault(`Which two files?\n\n${usage}`);
  const corpus = await readNotes(corpusFile);
  const queries = await readNotes(queriesFile);
  await printLines(matchesOf(corpus, queries));
}

function* matchesOf(corpus: readonly Note[], queries: readonly Note[]) {
  const index = createIndex();
  const ids = new Map(corpus.map(({ key, id }) => [key, id]));
  for (const { key, text, tags } of corpus) index.add({ id: key, text, tags });
  for (const { id, key, text, tags } of queries) {
    const matches = index.similar({ id: key, text, tags }).map((match) => ids.get(match.id));
    yield { id, matches };
  }
}

await runCommand(main, process.argv.slice(2));
