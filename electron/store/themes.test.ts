import { describe, expect, it } from 'vitest';
import { weekOf } from '../../shared/domain/week.ts';
import { all, at, entries, follow, own, room, send } from '../../tests/support/follow.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { inboxCount, listInbox } from './inbox.ts';
import { listInsights } from './insights.ts';
import { settle } from './settle.ts';
import { findTheme, listThemes } from './themes.ts';

describe('themes and insights', () => {
  function withInsights(count: number) {
    const make = new Operations();
    const service = new ModelService();
    const logs = Array.from({ length: count }, () => make.log());
    service.push('ola', logs);
    service.push(
      'liv',
      logs.map((log) => make.review(log, { kind: 'approve' })),
    );
    const store = personStore();
    follow(store, service, room);
    return { make, service, store, ids: [...service.insights.keys()] };
  }

  it('show at once what was made, named, placed and counted here, and the same once it is sent', () => {
    const { make, service, store, ids } = withInsights(3);
    const theme = make.createTheme();
    store.write((db) => {
      queue(db, theme);
      queue(db, make.place(theme.themeId, ids.slice(0, 2)));
      queue(
        db,
        make.changeTheme(theme.themeId, { status: 'planned', owner: 'Team Dagpenger' }, 'Venter'),
      );
    });
    const look = () =>
      store.read((db) => ({
        themes: listThemes(db, null).map(({ name, status, owner, evidence, changes }) => ({
          name,
          status,
          owner,
          evidence: evidence.weeks,
          total: evidence.total,
          changes: changes.map(({ reason }) => reason),
        })),
        placed: listInsights(db, { ...all, placed: true }).total,
        unplaced: listInsights(db, { ...all, placed: false }).total,
      }));
    const expected = {
      themes: [
        {
          name: theme.name,
          status: 'planned',
          owner: 'Team Dagpenger',
          evidence: [{ week: weekOf(at), count: 2 }],
          total: 2,
          changes: ['Venter'],
        },
      ],
      placed: 2,
      unplaced: 1,
    };
    expect(look()).toEqual(expected);
    send(store, service);
    expect(look()).toEqual(expected);
    follow(store, service, room);
    expect(look()).toEqual(expected);
    expect(
      store.read((db) => db.get<{ n: number }>('SELECT count(*) AS n FROM placement')?.n),
    ).toBe(0);
  });

  it('go back to what the service says when it refuses', () => {
    const { make, service, store, ids } = withInsights(2);
    const theme = make.createTheme();
    service.push('liv', [theme]);
    follow(store, service, room);
    const place = make.place(theme.themeId, ids);
    const change = make.changeTheme(theme.themeId, { status: 'released' });
    store.write((db) => {
      queue(db, place);
      queue(db, change);
    });
    expect(store.read((db) => findTheme(db, theme.themeId))?.evidence.total).toBe(2);
    store.write((db) =>
      settle(
        db,
        [
          { id: place.id, outcome: 'rejected', code: 'insight.unknown', field: null },
          { id: change.id, outcome: 'rejected', code: 'theme.ownerMissing', field: null },
        ],
        at,
      ),
    );
    expect(store.read((db) => findTheme(db, theme.themeId))).toMatchObject({
      status: 'new',
      changes: [],
      evidence: { total: 0, weeks: [] },
    });
    expect(store.read((db) => listInsights(db, { ...all, placed: false })).total).toBe(2);
  });

  it("follow another's later placement, though the answer to one's own was lost", () => {
    const { make, service, store, ids } = withInsights(1);
    const [here, there] = [make.createTheme(), make.createTheme()];
    service.push('liv', [here, there]);
    follow(store, service, room);
    const place = make.place(here.themeId, ids);
    store.write((db) => queue(db, place));
    service.push('kari', [place]);
    service.push('liv', [make.place(there.themeId, ids)]);
    follow(store, service, room);
    send(store, service);
    follow(store, service, room);
    const { insights } = store.read((db) => listInsights(db, { ...all, placed: null }));
    expect(insights.map(({ themeId }) => themeId)).toEqual([there.themeId]);
  });

  it('stand by how often they were heard, and are found by name, code and owner', () => {
    const { make, service, store, ids } = withInsights(3);
    const [few, many] = [
      make.createTheme({ name: 'Får ikke åpnet brev', tema: 'GEN' }),
      make.createTheme({ name: 'Uklart vedtak', tema: 'AAP' }),
    ];
    service.push('liv', [
      few,
      many,
      make.place(few.themeId, ids.slice(0, 1)),
      make.place(many.themeId, ids.slice(1)),
      make.changeTheme(many.themeId, { owner: 'Team "AAP" 100%' }),
    ]);
    follow(store, service, room);
    const found = (query: string | null) =>
      store.read((db) => listThemes(db, query)).map(({ name }) => name);
    expect(found(null)).toEqual(['Uklart vedtak', 'Får ikke åpnet brev']);
    expect(found('ÅPN')).toEqual(['Får ikke åpnet brev']);
    expect(found('apn')).toEqual([]);
    expect(found('vedt ukl')).toEqual(['Uklart vedtak']);
    expect(found('team 100%')).toEqual(['Uklart vedtak']);
    expect(found('%')).toHaveLength(2);
    expect(found('gen')).toEqual(['Får ikke åpnet brev']);
    expect(found('vedtak brev')).toEqual([]);
  });

  it('tell a contributor what came of it, until she has read it', () => {
    const { make, service, store, ids } = withInsights(0);
    const log = make.log({ text: 'Ventet 55 minutter i kø' });
    store.write((db) => queue(db, log));
    send(store, service);
    service.push('liv', [make.review(log, { kind: 'approve' })]);
    const theme = make.createTheme();
    const [id = ''] = service.insights.keys();
    expect(ids).toEqual([]);
    service.push('liv', [
      theme,
      make.place(theme.themeId, [id]),
      make.changeTheme(theme.themeId, { status: 'assessing' }),
    ]);
    follow(store, service, own);
    expect(entries(store)).toMatchObject([
      { state: 'in_theme', theme: { name: theme.name, status: 'assessing' } },
    ]);
    const [item] = store.read(listInbox).happened;
    expect(item).toMatchObject({ kind: 'reply', text: 'Ventet 55 minutter i kø' });
    expect(store.read(inboxCount)).toBe(1);
    const read = make.readReply(item?.id ?? '');
    store.write((db) => queue(db, read));
    expect(store.read(inboxCount)).toBe(0);
    send(store, service);
    follow(store, service, own);
    expect(store.read(listInbox).happened).toMatchObject([{ reply: { readAt: read.madeAt } }]);
    expect(store.read(inboxCount)).toBe(0);
  });
});
