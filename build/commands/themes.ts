/** Groups notes by what they are about: npm run themes -- FILE.jsonl */
import { groupThemes } from '../../shared/text/themes/group-themes.ts';
import { InputFault } from './input-fault.ts';
import { printLines, runCommand } from './print-lines.ts';
import { type Note, readNotes } from './read-notes.ts';

const usage = `npm run themes -- FILE.jsonl

Reads lines {"id","text"}, with "tema", "step", "channel" and "pain" where they are known, and prints for each, in the same order,
{"id","theme"}. A theme is called by its number and its key terms; notes of one theme have the same.
`;

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  const [file, ...more] = args;
  if (file === undefined || file.startsWith('-') || more.length > 0)
    throw new InputFault(`Which file? One at a time.\n\n${usage}`);
  await printLines(themesOf(await readNotes(file)));
}

function* themesOf(notes: readonly Note[]) {
  const docs = notes.map(({ key, text, tags }) => ({ id: key, text, tags }));
  const themeOf = new Map<string, string>();
  groupThemes(docs).forEach(({ members, keyTerms }, at) => {
    const name = [String(at + 1), ...keyTerms.slice(0, 3)].join('-');
    for (const member of members) themeOf.set(member, name);
  });
  for (const { id, key } of notes) yield { id, theme: themeOf.get(key) };
}

await runCommand(main, process.argv.slice(2));
