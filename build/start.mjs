// `npm start` and `npm run start:production`. Options: see build/launcher/arguments.ts.
import { run } from './bootstrap/run.mjs';

await run('build/launcher/main.ts', process.argv.slice(2));
