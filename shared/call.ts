import type { z } from 'zod';
import { api, type Envelope, type Handlers, isMethod, type Method } from './api.ts';
import { isErrorCode, LyttError } from './domain/errors.ts';

/** The catalogue error that a failed parse stands for: the first issue's own code where the schema names one. */
export function parseFault(error: z.ZodError): LyttError {
  const issue = error.issues[0];
  const field = issue === undefined ? undefined : issue.path.map(String).join('.') || undefined;
  const code = isErrorCode(issue?.message) ? issue.message : 'input.invalid';
  const limit = issue?.code === 'custom' ? issue.params?.['limit'] : undefined;
  return new LyttError(code, {
    field,
    params: typeof limit === 'number' ? { limit } : undefined,
  });
}

/** Parses at a border; throws the catalogue error. Never puts what was parsed into the error. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw parseFault(parsed.error);
}

export function failure(error: unknown): Extract<Envelope<never>, { ok: false }> {
  if (error instanceof LyttError)
    return {
      ok: false,
      error: { code: error.code, field: error.field ?? null, params: error.params ?? null },
    };
  return { ok: false, error: { code: 'app.failed', field: null, params: null } };
}

/**
 * Serves one call for either host: unknown method and bad input are refused, output is parsed too, so that nothing but the
 * contract crosses. `onFault` is told of what the catalogue does not know (for a log without text).
 */
export async function serveCall(
  handlers: Handlers,
  method: string,
  input: unknown,
  onFault: (method: string, error: unknown) => void,
): Promise<Envelope<unknown>> {
  try {
    if (!isMethod(method)) throw new LyttError('input.invalid', { field: 'method' });
    return { ok: true, value: await invoke(handlers, method, input) };
  } catch (error) {
    if (!(error instanceof LyttError)) onFault(method, error);
    return failure(error);
  }
}

async function invoke<M extends Method>(
  handlers: Handlers,
  method: M,
  input: unknown,
): Promise<unknown> {
  const contract: { input: z.ZodType; output: z.ZodType } = api[method];
  const handler = handlers[method] as (input: unknown) => Promise<unknown>;
  const output = await handler(parseInput(contract.input, input));
  const parsed = contract.output.safeParse(output);
  if (!parsed.success)
    throw new Error(`${method} broke its contract at ${parsed.error.issues[0]?.path.join('.')}`);
  return parsed.data;
}
