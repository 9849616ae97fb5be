import type { Language } from '../view/session.ts';
import { OPAQUE } from './context.ts';
import { digitChains } from './digits.ts';
import { findAddresses } from './find-addresses.ts';
import { findEmails, findSpelledEmails } from './find-emails.ts';
import { findEmployers } from './find-employers.ts';
import { findIbans } from './find-ibans.ts';
import { findNames } from './find-names.ts';
import { findNavIdents } from './find-nav-idents.ts';
import { findNumbers } from './find-numbers.ts';
import { findPhones } from './find-phones.ts';
import { findLookalikes, findNamedHalves, findSpelledOut } from './find-written-ids.ts';
import { type Finding, mergeFindings } from './finding.ts';
import { maskFindings } from './mask.ts';

/** What is left after the first reading rarely holds more; this many readings end it for any text. */
const MAX_READINGS = 8;

/**
 * What in a text may identify a person. Findings do not overlap, come in order of place, cover the whole identifier, and
 * leave nothing: the text with all of them masked has no findings. Never throws; linear in the length of the text.
 */
export function findIdentifiers(text: string): Finding[] {
  let found = readOnce(text);
  let blanked = text;
  let latest = found;
  // What stood beside a finding may look otherwise once that is gone.
  for (let reading = 1; latest.length > 0 && reading < MAX_READINGS; reading += 1) {
    blanked = blank(blanked, latest);
    latest = readOnce(blanked);
    found = mergeFindings([...found, ...latest]);
  }
  return found;
}

/** Whether the text holds something that may not be saved. */
export function hasBlocked(text: string): boolean {
  return findIdentifiers(text).some(({ severity }) => severity === 'block');
}

/** The text with everything that may not be saved masked; what only warns is left standing. */
export function maskBlocked(text: string, language: Language = 'nb'): string {
  let masked = text;
  for (let reading = 0; reading < MAX_READINGS; reading += 1) {
    const blocked = findIdentifiers(masked).filter(({ severity }) => severity === 'block');
    if (blocked.length === 0) return masked;
    masked = maskFindings(masked, blocked, language);
  }
  return maskFindings(masked, findIdentifiers(masked), language);
}

function readOnce(text: string): Finding[] {
  const sure = numbersAndAddresses(text);
  // A name is told by what stands around it; what was found is out of the way first.
  const rest = sure.length === 0 ? text : blank(text, sure);
  return mergeFindings([...sure, ...findEmployers(rest), ...findNames(rest)]);
}

function numbersAndAddresses(text: string): Finding[] {
  const wordy = [...findEmails(text), ...findSpelledEmails(text), ...findSpelledOut(text)];
  const chains = digitChains(text);
  if (chains.length === 0) return mergeFindings(wordy);
  return mergeFindings([
    ...wordy,
    ...findNumbers(text, chains),
    ...findNamedHalves(text),
    ...findLookalikes(text),
    ...findIbans(text),
    ...findPhones(text, chains),
    ...findAddresses(text),
    ...findNavIdents(text),
  ]);
}

function blank(text: string, findings: readonly Finding[]): string {
  let blanked = '';
  let from = 0;
  for (const { start, end } of findings) {
    blanked += text.slice(from, start) + OPAQUE.repeat(end - start);
    from = end;
  }
  return blanked + text.slice(from);
}
