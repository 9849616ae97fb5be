import { sqlState } from './store/database.ts';

/** What an operator needs to find a fault, without its message: that may quote what a person wrote. */
export function faultFacts(code: string, error: unknown): Record<string, string | null> {
  const known = error instanceof Error ? error : null;
  const cause = known !== null && 'code' in known ? String(known.code) : null;
  return {
    code,
    name: known?.name ?? typeof error,
    cause: sqlState(error) ?? cause,
    at:
      known?.stack
        ?.split('\n')
        .find((line) => /^\s+at /.test(line))
        ?.trim() ?? null,
  };
}
