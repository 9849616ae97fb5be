import { useMemo } from 'react';
import { type FindingKind, findingKinds } from '../../../shared/privacy/finding.ts';
import type { Entry, StoppedWords } from '../../../shared/view/entry.ts';
import { useCall } from '../../state/use-call.ts';
import type { Told } from '../gate/judge.ts';

const none: readonly Told[] = [];

/** What the service stopped of an entry that was set aside: its gate may be newer than this machine's. */
export function useStopped({ id, state }: Pick<Entry, 'id' | 'state'>): readonly Told[] {
  const { data } = useCall(
    'observation.get',
    state === 'set_aside' ? { observationId: id } : null,
    ['observations'],
  );
  return useMemo(() => (data === undefined ? none : toldOf(data.stopped)), [data]);
}

/** A kind that this version has no word for can't be pointed at; the error itself still says what is wrong. */
export function toldOf(stopped: readonly StoppedWords[]): readonly Told[] {
  return stopped.flatMap(({ kind, ...rest }) => (isKnown(kind) ? [{ ...rest, kind }] : []));
}

function isKnown(kind: string): kind is FindingKind {
  return (findingKinds as readonly string[]).includes(kind);
}
