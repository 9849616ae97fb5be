import { parseArgs } from 'node:util';

const kinds = ['types', 'unit', 'e2e'] as const;
export type Kind = (typeof kinds)[number];

export type TestArguments =
  /** `only` null: everything. `rest` goes to the one runner that `only` leaves. */
  | { readonly only: Kind | null; readonly rest: readonly string[] }
  | { readonly help: true }
  | { readonly fault: string };

export const usage = `npm test                                  everything
npm test -- --only types                  type check, lint and import borders
npm test -- --only unit [vitest's own]    unit and integration tests, e.g. electron/store
npm test -- --only e2e [Playwright's own] end-to-end tests in Chromium and, where it can run, in Electron
`;

export function parseTestArguments(args: readonly string[]): TestArguments {
  const at = args.indexOf('--only');
  const own = at < 0 ? args : args.slice(0, at + 2);
  const rest = at < 0 ? [] : args.slice(at + 2);
  try {
    const { values } = parseArgs({
      args: [...own],
      options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) return { help: true };
    const only = kinds.find((kind) => kind === values.only);
    if (values.only !== undefined && only === undefined)
      return { fault: `--only takes ${kinds.join(', ')}; not "${values.only}".` };
    if (only === 'types' && rest.length > 0)
      return { fault: `--only types takes nothing more; not "${rest.join(' ')}".` };
    return { only: only ?? null, rest };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
