/**
 * A value as a schema reads it, with the fields that the schema does not know as they came, at every depth. Where the two differ in
 * shape the schema's holds.
 */
export function withUnknown<T>(known: T, raw: unknown): T {
  if (Array.isArray(known)) {
    if (!Array.isArray(raw) || raw.length !== known.length) return known;
    return known.map((element, index) => withUnknown(element, raw[index])) as T;
  }
  if (!isRecord(known) || !isRecord(raw)) return known;
  const entries = Object.entries(known).map(([name, value]) => [
    name,
    Object.hasOwn(raw, name) ? withUnknown(value, raw[name]) : value,
  ]);
  const unknown = Object.entries(raw).filter(([name]) => !Object.hasOwn(known, name));
  return Object.fromEntries([...entries, ...unknown]) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
