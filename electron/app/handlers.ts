import type { Handlers, Method, Output, ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { refuseForbidden } from './access.ts';
import type { Account } from './accounts/account.ts';
import type { PersonContext } from './context.ts';
import { getCounts } from './counts.ts';
import { dropDraft, getDraft, keepDraft } from './drafts.ts';
import { getInbox, readReplies } from './inbox.ts';
import { listInsights } from './insights.ts';
import { logEntry } from './logging.ts';
import { getMine, listMine } from './mine.ts';
import { addReview, approveMany, listReviews } from './review.ts';
import { reviseEntry } from './revising.ts';
import { getSession, type SessionContext, signIn, signOut, switchTo } from './session.ts';
import { changeSettings, settingsOf } from './settings.ts';
import { dismissItem, retryItem, syncStatus, tryNow } from './sync.ts';
import { changeTheme, createTheme, getTheme, listThemes, placeInsights } from './themes.ts';
import { withdrawEntry } from './withdrawing.ts';

type Answer<M extends Method> = Output<M> | Promise<Output<M>>;
type Handler<M extends Method> = (input: ParsedInput<M>) => Promise<Output<M>>;

/** The contract for one window. Who is signed in and what her role allows are asked before her store is. */
export function handlersFor(context: SessionContext, isClosed: () => boolean): Handlers {
  async function shown(): Promise<Account | undefined> {
    if (isClosed()) throw new LyttError('app.unreachable');
    await context.device.ready();
    const personId = context.windows.personOf(context.windowId);
    const account = personId === null ? undefined : context.accounts.get(personId);
    await account?.store.ready();
    return account;
  }

  /** Needs nothing but the machine. */
  function ofMachine<Given, Told>(
    work: (context: SessionContext, input: Given) => Told | Promise<Told>,
  ): (input: Given) => Promise<Told> {
    return async (input) => {
      await shown();
      return work(context, input);
    };
  }

  function ofAccount<M extends Method>(
    method: M,
    work: (account: Account, input: ParsedInput<M>) => Answer<M>,
  ): Handler<M> {
    return async (input) => {
      const account = await shown();
      // Where nothing is known of anybody because it can't be read, that is what to say.
      if (account === undefined) throw context.device.fault ?? new LyttError('session.signedOut');
      refuseForbidden(account.person.roles, method);
      return work(account, input);
    };
  }

  function ofPerson<M extends Method>(
    method: M,
    work: (context: PersonContext, input: ParsedInput<M>) => Answer<M>,
  ): Handler<M> {
    return ofAccount(method, (account, input) => work(personContext(context, account), input));
  }

  return {
    'session.get': ofMachine(getSession),
    'session.signIn': ofMachine(signIn),
    'session.signOut': ofMachine(signOut),
    'session.switchTo': ofMachine(switchTo),
    'settings.set': ofAccount('settings.set', (account, input) =>
      setSettings(context, account, input),
    ),
    'counts.get': ofPerson('counts.get', getCounts),
    'draft.get': ofPerson('draft.get', getDraft),
    'draft.save': ofPerson('draft.save', keepDraft),
    'draft.discard': ofPerson('draft.discard', dropDraft),
    'observation.log': ofPerson('observation.log', logEntry),
    'observation.revise': ofPerson('observation.revise', reviseEntry),
    'observation.withdraw': ofPerson('observation.withdraw', withdrawEntry),
    'observation.list': ofPerson('observation.list', listMine),
    'observation.get': ofPerson('observation.get', getMine),
    'review.list': ofPerson('review.list', listReviews),
    'review.add': ofPerson('review.add', addReview),
    'review.approveMany': ofPerson('review.approveMany', approveMany),
    'theme.list': ofPerson('theme.list', listThemes),
    'theme.get': ofPerson('theme.get', getTheme),
    'theme.create': ofPerson('theme.create', createTheme),
    'theme.change': ofPerson('theme.change', changeTheme),
    'theme.place': ofPerson('theme.place', placeInsights),
    'insight.list': ofPerson('insight.list', listInsights),
    'inbox.list': ofPerson('inbox.list', getInbox),
    'reply.read': ofPerson('reply.read', readReplies),
    'sync.status': ofPerson('sync.status', syncStatus),
    'sync.tryNow': ofPerson('sync.tryNow', tryNow),
    'sync.retry': ofPerson('sync.retry', retryItem),
    'sync.dismiss': ofPerson('sync.dismiss', dismissItem),
  };
}

function setSettings(
  { device }: SessionContext,
  account: Account,
  input: ParsedInput<'settings.set'>,
): Output<'settings.set'> {
  const settings = changeSettings(device, account.id, input);
  account.notify(['session']);
  return settings;
}

function personContext({ config, device }: SessionContext, account: Account): PersonContext {
  return {
    person: account.person,
    store: account.store,
    newId: account.newId,
    now: () => new Date(config.clock()).toISOString(),
    language: () => settingsOf(device, account.id).language,
    changed: account.notify,
    queued: (ids) => account.queued(ids),
    neverLeft: (id) => account.neverLeft(id),
    tryNow: () => account.tryNow(),
    syncState: () => account.syncState(),
  };
}
