import { ensurePage } from './page.ts';

// `node build/page/main.ts`: builds the page where it is not up to date.
await ensurePage((line) => process.stderr.write(`${line}\n`));
