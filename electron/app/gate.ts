import { LyttError } from '../../shared/domain/errors.ts';
import { findIdentifiers } from '../../shared/privacy/gate.ts';

/** Texts of one action by the name of their field; null where there is none. */
export type GatedTexts = Readonly<Record<string, string | null>>;

/**
 * Lets through what may be saved. `acknowledged`: the kinds its author was asked about and kept. Returns those of them that
 * were found, which travel with the operation.
 * @throws LyttError `text.identifies` for what may not be saved, `text.mayIdentify` for what its author has not been asked
 * about; both name the field, and in `params.kinds` the kinds of finding with a comma between.
 */
export function passGate(texts: GatedTexts, acknowledged: readonly string[]): string[] {
  const kept = new Set<string>();
  let unasked: LyttError | null = null;
  for (const [field, text] of Object.entries(texts)) {
    if (text === null) continue;
    const findings = findIdentifiers(text);
    const blocked = kindsOf(findings.filter(({ severity }) => severity === 'block'));
    if (blocked.length > 0) throw fault('text.identifies', field, blocked);
    const warned = kindsOf(findings);
    const missing = warned.filter((kind) => !acknowledged.includes(kind));
    // What can't be kept in any field comes before what may be.
    if (missing.length > 0) unasked ??= fault('text.mayIdentify', field, missing);
    for (const kind of warned) kept.add(kind);
  }
  if (unasked !== null) throw unasked;
  return [...kept];
}

/** The same where no acknowledgement travels along: whatever may point to a person is to be worded otherwise. */
export function passStrictGate(texts: GatedTexts): void {
  for (const [field, text] of Object.entries(texts)) {
    const kinds = text === null ? [] : kindsOf(findIdentifiers(text));
    if (kinds.length > 0) throw fault('text.identifies', field, kinds);
  }
}

function kindsOf(findings: readonly { readonly kind: string }[]): string[] {
  return [...new Set(findings.map(({ kind }) => kind))];
}

function fault(
  code: 'text.identifies' | 'text.mayIdentify',
  field: string,
  kinds: readonly string[],
): LyttError {
  return new LyttError(code, { field, params: { kinds: kinds.join(',') } });
}
