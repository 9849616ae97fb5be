import type { Handlers, Method, Output, ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { defaultRetention } from '../../shared/domain/retention.ts';
import { refuseForbidden } from './access.ts';
import type { Account } from './accounts/account.ts';
import { personFile } from './accounts/files.ts';
import type { PersonContext } from './context.ts';
import { getCounts } from './counts.ts';
import {
  confirmProposal,
  dismissProposal,
  getProposals,
  mergeTheme,
  placeProposal,
  splitTheme,
  unmergeTheme,
} from './curating.ts';
import { dropDraft, getDraft, keepDraft } from './drafts.ts';
import { answerReply, getInbox, readReplies } from './inbox.ts';
import { listInsights } from './insights.ts';
import { forgetWords, knownWords, rememberWords } from './kept-words.ts';
import { logEntry } from './logging.ts';
import { getMine, listMine } from './mine.ts';
import { getOverview } from './overview.ts';
import { exportOf, type PersonalContext, storedOf } from './person-data.ts';
import { dismissRecovery, getRecovery } from './recovery.ts';
import { addReview, approveMany, listReviews } from './review.ts';
import { reviseEntry } from './revising.ts';
import { findSimilar, logSame } from './same.ts';
import { getSession, type SessionContext, signIn, signOut, switchTo } from './session.ts';
import { changeSettings, settingsOf } from './settings.ts';
import { dismissItem, retryItem, sendEverythingAgain, syncStatus, tryNow } from './sync.ts';
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
    'recovery.get': ofPerson('recovery.get', getRecovery),
    'recovery.dismiss': ofPerson('recovery.dismiss', dismissRecovery),
    'draft.get': ofPerson('draft.get', getDraft),
    'draft.save': ofPerson('draft.save', keepDraft),
    'draft.discard': ofPerson('draft.discard', dropDraft),
    'gate.known': ofPerson('gate.known', knownWords),
    'gate.remember': ofPerson('gate.remember', rememberWords),
    'gate.forget': ofPerson('gate.forget', forgetWords),
    'observation.log': ofPerson('observation.log', logEntry),
    'observation.same': ofPerson('observation.same', logSame),
    'similar.find': ofPerson('similar.find', findSimilar),
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
    'theme.merge': ofPerson('theme.merge', mergeTheme),
    'theme.unmerge': ofPerson('theme.unmerge', unmergeTheme),
    'theme.split': ofPerson('theme.split', splitTheme),
    'proposal.list': ofPerson('proposal.list', getProposals),
    'proposal.confirm': ofPerson('proposal.confirm', confirmProposal),
    'proposal.place': ofPerson('proposal.place', placeProposal),
    'proposal.dismiss': ofPerson('proposal.dismiss', dismissProposal),
    'insight.list': ofPerson('insight.list', listInsights),
    'inbox.list': ofPerson('inbox.list', getInbox),
    'reply.read': ofPerson('reply.read', readReplies),
    'reply.answer': ofPerson('reply.answer', answerReply),
    'overview.get': ofPerson('overview.get', getOverview),
    'person.stored': ofAccount('person.stored', (account) => storedOf(personal(context, account))),
    'person.export': ofAccount('person.export', (account) => exportOf(personal(context, account))),
    'sync.status': ofPerson('sync.status', syncStatus),
    'sync.tryNow': ofPerson('sync.tryNow', tryNow),
    'sync.sendAgain': ofPerson('sync.sendAgain', sendEverythingAgain),
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

function personal({ config, device }: SessionContext, account: Account): PersonalContext {
  return {
    person: account.person,
    store: account.store,
    device,
    now: () => new Date(config.clock()).toISOString(),
    copiesFolder: personFile(config.home, account.id).copiesFolder,
    retention: config.retention ?? defaultRetention,
    askService: () => account.personExport(),
  };
}

function personContext(
  { config, device, similar }: SessionContext,
  account: Account,
): PersonContext {
  similar.keep(account.id, account.store);
  return {
    similar,
    person: account.person,
    store: account.store,
    newId: account.newId,
    randomBytes: config.randomBytes,
    now: () => new Date(config.clock()).toISOString(),
    language: () => settingsOf(device, account.id).language,
    changed: account.notify,
    queued: (ids) => account.queued(ids),
    neverLeft: (id) => account.neverLeft(id),
    tryNow: () => account.tryNow(),
    syncState: () => account.syncState(),
    heldBy: (id) => account.heldBy(id),
  };
}
