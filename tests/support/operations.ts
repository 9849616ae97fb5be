import type { Decision } from '../../shared/domain/observation.ts';
import type { OperationKind, OperationOf } from '../../shared/domain/operation.ts';
import { noTags } from '../../shared/domain/tags.ts';

type Given<K extends OperationKind> = Partial<Omit<OperationOf<K>, 'kind'>>;

/** A well-formed id for each number, sorting as the numbers do. */
export function uuid(n: number): string {
  return `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

/** Makes operations whose ids and times run on from one another; what a test does not care about is filled in. */
export class Operations {
  #next: number;
  #minute = 0;

  constructor(first = 1) {
    this.#next = first;
  }

  id(): string {
    this.#next += 1;
    return uuid(this.#next);
  }

  /** A minute later than the one before. */
  now(): string {
    this.#minute += 1;
    return new Date(Date.UTC(2026, 10, 24, 8, this.#minute)).toISOString();
  }

  log(given: Given<'observation.log'> = {}): OperationOf<'observation.log'> {
    const madeAt = given.madeAt ?? this.now();
    return {
      id: this.id(),
      kind: 'observation.log',
      unit: '9901',
      observationId: this.id(),
      revisionId: this.id(),
      text: 'Venter på svar om dagpenger',
      workaround: null,
      tags: { ...noTags, tema: 'DAG' },
      acknowledged: [],
      heardAt: madeAt,
      sameAs: null,
      ...given,
      madeAt,
    };
  }

  revise(
    of: { readonly observationId: string; readonly revisionId: string },
    given: Given<'observation.revise'> = {},
  ): OperationOf<'observation.revise'> {
    return {
      id: this.id(),
      kind: 'observation.revise',
      unit: '9901',
      madeAt: this.now(),
      observationId: of.observationId,
      revisionId: this.id(),
      basedOn: of.revisionId,
      text: 'Venter fortsatt på svar',
      workaround: null,
      tags: { ...noTags, tema: 'DAG' },
      acknowledged: [],
      answer: null,
      ...given,
    };
  }

  withdraw(observationId: string): OperationOf<'observation.withdraw'> {
    return {
      id: this.id(),
      kind: 'observation.withdraw',
      unit: '9901',
      madeAt: this.now(),
      observationId,
    };
  }

  review(
    of: { readonly observationId: string; readonly revisionId: string },
    decision: Decision,
  ): OperationOf<'review.add'> {
    return {
      id: this.id(),
      kind: 'review.add',
      unit: '9901',
      madeAt: this.now(),
      reviewId: this.id(),
      observationId: of.observationId,
      revisionId: of.revisionId,
      decision,
      acknowledged: [],
    };
  }

  createTheme(given: Given<'theme.create'> = {}): OperationOf<'theme.create'> {
    return {
      id: this.id(),
      kind: 'theme.create',
      unit: null,
      madeAt: this.now(),
      themeId: this.id(),
      name: 'Lang ventetid på dagpenger',
      tema: 'DAG',
      step: 'wait',
      acknowledged: [],
      ...given,
    };
  }

  changeTheme(
    themeId: string,
    patch: OperationOf<'theme.change'>['patch'],
    reason: string | null = null,
  ): OperationOf<'theme.change'> {
    return {
      id: this.id(),
      kind: 'theme.change',
      unit: null,
      madeAt: this.now(),
      themeId,
      changeId: this.id(),
      patch,
      reason,
      acknowledged: [],
    };
  }

  place(themeId: string | null, insightIds: string[]): OperationOf<'theme.place'> {
    return {
      id: this.id(),
      kind: 'theme.place',
      unit: null,
      madeAt: this.now(),
      themeId,
      insightIds,
    };
  }

  readReply(replyId: string): OperationOf<'reply.read'> {
    return { id: this.id(), kind: 'reply.read', unit: null, madeAt: this.now(), replyId };
  }

  mergeTheme(themeId: string, into: string): OperationOf<'theme.merge'> {
    return {
      id: this.id(),
      kind: 'theme.merge',
      unit: null,
      madeAt: this.now(),
      themeId,
      changeId: this.id(),
      into,
      reason: 'Det samme',
      acknowledged: [],
    };
  }

  unmergeTheme(themeId: string): OperationOf<'theme.unmerge'> {
    return {
      id: this.id(),
      kind: 'theme.unmerge',
      unit: null,
      madeAt: this.now(),
      themeId,
      changeId: this.id(),
      reason: 'Ikke det samme',
      acknowledged: [],
    };
  }

  splitTheme(themeId: string, insightIds: string[]): OperationOf<'theme.split'> {
    return {
      id: this.id(),
      kind: 'theme.split',
      unit: null,
      madeAt: this.now(),
      themeId,
      changeId: this.id(),
      newThemeId: this.id(),
      name: 'Noe for seg',
      tema: 'DAG',
      step: null,
      insightIds,
      acknowledged: [],
    };
  }

  confirmProposal(proposalId: string): OperationOf<'proposal.confirm'> {
    return {
      id: this.id(),
      kind: 'proposal.confirm',
      unit: null,
      madeAt: this.now(),
      proposalId,
      themeId: this.id(),
      name: 'Foreslått',
      tema: 'DAG',
      step: null,
      acknowledged: [],
    };
  }

  placeProposal(proposalId: string, themeId: string): OperationOf<'proposal.place'> {
    return {
      id: this.id(),
      kind: 'proposal.place',
      unit: null,
      madeAt: this.now(),
      proposalId,
      themeId,
    };
  }

  dismissProposal(proposalId: string): OperationOf<'proposal.dismiss'> {
    return {
      id: this.id(),
      kind: 'proposal.dismiss',
      unit: null,
      madeAt: this.now(),
      proposalId,
      reason: 'Hører ikke sammen',
      acknowledged: [],
    };
  }

  answerReply(
    replyId: string,
    helped: OperationOf<'reply.answer'>['helped'],
  ): OperationOf<'reply.answer'> {
    return {
      id: this.id(),
      kind: 'reply.answer',
      unit: null,
      madeAt: this.now(),
      replyId,
      helped,
    };
  }
}
