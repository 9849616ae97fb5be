import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../shared/domain/theme.ts';
import type { InboxItem } from '../../../shared/view/inbox.ts';
import { sampleDay, sampleId } from '../../../tests/support/review-samples.ts';
import { fixDate, happenedLines, needsLines } from './inbox-lines.ts';

function reply(n: number, change: Partial<Reply> = {}, text = `Tekst ${n}`): InboxItem {
  const made: Reply = {
    id: sampleId(n),
    observationId: sampleId(100 + n),
    same: false,
    event: 'status',
    themeId: sampleId(1000),
    themeName: 'Usikker på fristen',
    fromName: null,
    status: 'planned',
    owner: null,
    releaseDate: null,
    reason: null,
    madeAt: sampleDay(5),
    readAt: null,
    helped: null,
    ...change,
  };
  return { kind: 'reply', id: made.id, text, reply: made, at: made.madeAt };
}
const declined: InboxItem = {
  kind: 'declined',
  id: sampleId(50),
  observationId: sampleId(51),
  text: 'Vaskemaskinen',
  same: false,
  reason: 'Ikke vårt',
  at: sampleDay(4),
};

describe('what happened', () => {
  test('one change of a theme is one line, with everything of one’s own that it answers', () => {
    const lines = happenedLines([reply(1), reply(2, { readAt: sampleDay(6) }), declined, reply(3)]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      id: sampleId(1),
      texts: ['Tekst 1', 'Tekst 2', 'Tekst 3'],
      replyIds: [sampleId(1), sampleId(2), sampleId(3)],
      unread: [sampleId(1), sampleId(3)],
    });
    expect(lines[1]).toBe(declined);
  });

  test('another status, reason, theme or day is another line', () => {
    const others: Partial<Reply>[] = [
      { status: 'released', releaseDate: '2026-11-05' },
      { reason: 'Høres i flest enheter' },
      { themeId: sampleId(2000) },
      { madeAt: sampleDay(9) },
      { owner: 'Team Meldekort' },
    ];
    const items = [reply(1), ...others.map((change, n) => reply(n + 2, change))];
    expect(happenedLines(items)).toHaveLength(items.length);
  });

  test('the same words are quoted once', () => {
    const [line] = happenedLines([reply(1, {}, 'Lik'), reply(2, {}, 'Lik')]);
    expect(line).toMatchObject({ texts: ['Lik'], unread: [sampleId(1), sampleId(2)] });
  });
});

describe('the date of the fix', () => {
  const today = '2026-11-24';
  test('has come, is to come, or is not spoken of', () => {
    expect(fixDate({ status: 'released', releaseDate: today }, today)).toBe('releasedOn');
    expect(fixDate({ status: 'measured', releaseDate: '2026-08-31' }, today)).toBe('releasedOn');
    expect(fixDate({ status: 'released', releaseDate: '2026-12-01' }, today)).toBe('releasedFrom');
    expect(fixDate({ status: 'planned', releaseDate: '2027-01-15' }, today)).toBe('releasedFrom');
    // Not fixed, though the day has passed: nothing is claimed.
    expect(fixDate({ status: 'in_progress', releaseDate: '2026-11-01' }, today)).toBeNull();
    expect(fixDate({ status: 'declined', releaseDate: today }, today)).toBeNull();
    expect(fixDate({ status: 'released', releaseDate: null }, today)).toBeNull();
  });
});

describe('what needs her', () => {
  const asked = { event: 'asked', status: 'released' } as const;

  test('a release is asked about once, whatever she had logged in it, and every reply is answered', () => {
    const other = reply(3, { ...asked, themeId: sampleId(1001) });
    const lines = needsLines([reply(1, asked), other, reply(2, asked)]);
    expect(lines.map(({ kind }) => kind)).toEqual(['asked', 'asked']);
    expect(lines[0]).toMatchObject({
      replyIds: [sampleId(1), sampleId(2)],
      texts: ['Tekst 1', 'Tekst 2'],
    });
  });
});
