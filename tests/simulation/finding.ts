import { isDeepStrictEqual } from 'node:util';

/** Something that may not be. `check` names the promise that is broken. */
export interface Finding {
  readonly check: string;
  readonly detail: string;
}

/** Where two values differ and how, in one line; null where they don't. */
export function differenceOf(is: unknown, should: unknown, path = ''): string | null {
  if (isDeepStrictEqual(is, should)) return null;
  if (!isObject(is) || !isObject(should))
    return `${path || 'all of it'} is ${shortly(is)}, should be ${shortly(should)}`;
  const keys = new Set([...Object.keys(is), ...Object.keys(should)]);
  const parts = [...keys].map((key) =>
    differenceOf(is[key], should[key], path === '' ? key : `${path}.${key}`),
  );
  return parts.filter((part) => part !== null).join('; ') || `${path} differs in kind`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
