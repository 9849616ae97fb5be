// `npm test`. Options: see build/test/main.ts.
import { run } from './bootstrap/run.mjs';

await run('build/test/main.ts', process.argv.slice(2));
