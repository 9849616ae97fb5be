import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Decision } from '../../shared/domain/observation.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import { isSuggestedOwner } from '../../shared/domain/taxonomy/owners.ts';
import { type FindingKind, findingKinds } from '../../shared/privacy/finding.ts';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import { FINDINGS_LIMIT, type FoundIn } from '../../shared/protocol/protocol.ts';
import { type Fault, fault } from './fault.ts';

export interface GateResult {
  readonly fault: Fault | null;
  /** What it was refused for, by place: it goes back to its author alone, who has the words. */
  readonly refused: FoundIn[];
  /** What only warned, and its author kept. */
  readonly kept: readonly FoundIn[];
}

/**
 * Runs the privacy gate over every text of an operation, whichever client it came from. Refused: what may not be saved, and
 * what only warns unless its author was asked and kept it. What is refused is written down nowhere here.
 */
export function passGate(operation: Operation): GateResult {
  const acknowledged = new Set<string>('acknowledged' in operation ? operation.acknowledged : []);
  const refused: FoundIn[] = [];
  const kept: FoundIn[] = [];
  for (const [field, text] of textsOf(operation)) {
    if (text === null) continue;
    for (const { kind, severity, start, end } of findIdentifiers(text)) {
      const goesOn = severity === 'warn' && acknowledged.has(kind);
      (goesOn ? kept : refused).push({ field, kind, severity, start, end });
    }
  }
  return { fault: faultOf(refused), refused: refused.slice(0, FINDINGS_LIMIT), kept };
}

/** What can't be kept in any field comes before what may be. */
function faultOf(refused: readonly FoundIn[]): Fault | null {
  const blocked = refused.find(({ severity }) => severity === 'block');
  const first = blocked ?? refused[0];
  if (first === undefined) return null;
  return fault(blocked === undefined ? 'text.mayIdentify' : 'text.identifies', first.field);
}

/** Of what an author acknowledged, the kinds there are: anything else would be text that nobody checked. */
export function knownKinds(acknowledged: readonly string[]): FindingKind[] {
  return findingKinds.filter((kind) => acknowledged.includes(kind));
}

type Text = readonly [field: string, text: string | null];

function textsOf(operation: Operation): Text[] {
  switch (operation.kind) {
    case 'observation.log':
      return [
        ['text', operation.text],
        ['workaround', operation.workaround],
      ];
    case 'observation.revise':
      return [
        ['text', operation.text],
        ['workaround', operation.workaround],
        ['answer', operation.answer],
      ];
    case 'review.add':
      return textsOfDecision(operation.decision);
    case 'theme.create':
      return [['name', operation.name]];
    case 'theme.change':
      return [
        ['patch.name', operation.patch.name ?? null],
        ['patch.owner', ownerText(operation.patch.owner ?? null)],
        ['patch.workaround', operation.patch.workaround ?? null],
        ['reason', operation.reason],
      ];
    case 'theme.merge':
    case 'theme.unmerge':
    case 'proposal.dismiss':
      return [['reason', operation.reason]];
    case 'theme.split':
    case 'proposal.confirm':
      return [['name', operation.name]];
    case 'observation.withdraw':
    case 'theme.place':
    case 'proposal.place':
    case 'reply.read':
    case 'reply.answer':
      return [];
    default:
      return assertNever(operation);
  }
}

/** One of the organisations that are offered is nobody, whatever its name looks like. */
function ownerText(owner: string | null): string | null {
  return isSuggestedOwner(owner) ? null : owner;
}

function textsOfDecision(decision: Decision): Text[] {
  switch (decision.kind) {
    case 'return':
      return [['decision.question', decision.question]];
    case 'decline':
      return [['decision.reason', decision.reason]];
    case 'approve':
    case 'merge':
    case 'retag':
    case 'undo':
      return [];
    default:
      return assertNever(decision);
  }
}
