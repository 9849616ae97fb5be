import { assertNever } from '../../shared/domain/assert-never.ts';
import type { Decision } from '../../shared/domain/observation.ts';
import type { Operation } from '../../shared/domain/operation.ts';
import { type Finding, type FindingKind, findingKinds } from '../../shared/privacy/finding.ts';
import { findIdentifiers } from '../../shared/privacy/gate.ts';
import { type Fault, fault } from './fault.ts';

export interface GateResult {
  readonly fault: Fault | null;
  /** What it was refused for. */
  readonly findings: readonly Finding[];
}

/**
 * Runs the privacy gate over every text of an operation, whichever client it came from. Refused: what may not be saved, and
 * what only warns unless its author was asked and kept it.
 */
export function passGate(operation: Operation): GateResult {
  const kept = new Set<string>('acknowledged' in operation ? operation.acknowledged : []);
  for (const [field, text] of textsOf(operation)) {
    if (text === null) continue;
    const findings = findIdentifiers(text).filter(
      ({ kind, severity }) => severity === 'block' || !kept.has(kind),
    );
    if (findings.length > 0) return { fault: fault('text.identifies', field), findings };
  }
  return { fault: null, findings: [] };
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
        ['patch.owner', operation.patch.owner ?? null],
        ['patch.workaround', operation.patch.workaround ?? null],
        ['reason', operation.reason],
      ];
    case 'observation.withdraw':
    case 'theme.place':
    case 'reply.read':
      return [];
    default:
      return assertNever(operation);
  }
}

function textsOfDecision(decision: Decision): Text[] {
  switch (decision.kind) {
    case 'return':
      return [['decision.question', decision.question]];
    case 'decline':
      return [['decision.reason', decision.reason]];
    case 'approve':
    case 'retag':
    case 'undo':
      return [];
    default:
      return assertNever(decision);
  }
}
