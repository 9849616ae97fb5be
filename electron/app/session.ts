import { type Output, type ParsedInput, topics } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Session } from '../../shared/view/session.ts';
import type { IdentityClient } from '../identity/identity.ts';
import type { Accounts } from './accounts/accounts.ts';
import { asFault, type HeldStore } from './accounts/held-store.ts';
import type { Problems } from './accounts/problems.ts';
import type { AppConfig } from './ports.ts';
import { settingsOf } from './settings.ts';
import type { SimilarTexts } from './similar/similar-texts.ts';
import type { Windows } from './windows.ts';

/** What a use case about who is signed in works with. */
export interface SessionContext {
  readonly config: AppConfig;
  readonly device: HeldStore;
  readonly identity: IdentityClient;
  readonly accounts: Accounts;
  readonly windows: Windows;
  readonly similar: SimilarTexts;
  readonly windowId: string;
}

/** Whom the window shows, and what is wrong. Never fails: it is how the page learns that something else would. */
export function getSession({
  config,
  device,
  accounts,
  windows,
  windowId,
}: SessionContext): Session {
  const personId = windows.personOf(windowId);
  const account = personId === null ? undefined : accounts.get(personId);
  return {
    person: account?.person ?? null,
    demoPeople: accounts.demoPeople(),
    demo: config.demoPeople !== null,
    keyHeldBy: config.keys.kind,
    settings: settingsOf(device, account?.id ?? null),
    problems: problemsOf(device.problems, account?.store.problems, account?.syncProblems),
  };
}

/** The same fault of both files is one problem, since when it began. */
function problemsOf(...all: readonly (Problems | undefined)[]): Session['problems'] {
  const byCode = new Map<string, string>();
  for (const { code, since } of all.flatMap((problems) => problems?.list() ?? [])) {
    const before = byCode.get(code);
    byCode.set(code, before === undefined || since < before ? since : before);
  }
  return [...byCode].map(([code, since]) => ({ code, since }));
}

/**
 * Begins a login; whoever it turns out to be is shown in this window once it is through. Errors: `session.issuerUnreachable`,
 * and the store's own, since there must be a place for her tokens.
 */
export async function signIn(context: SessionContext): Promise<Output<'session.signIn'>> {
  const { device, identity, config } = context;
  device.refuseFault();
  const { url, done } = await identity.signIn();
  done
    .then(async (who) => {
      const account = await context.accounts.signedIn(who);
      showPerson(context, account.id);
    })
    // The login itself tells its own faults; nobody waits for this one.
    .catch((error: unknown) => config.log('session.notSignedIn', { code: asFault(error).code }));
  return { url };
}

export async function signOut(context: SessionContext): Promise<Output<'session.signOut'>> {
  const { accounts, windows, similar, windowId } = context;
  const personId = windows.personOf(windowId);
  if (personId === null) return {};
  similar.drop(personId);
  for (const left of await accounts.signOut(personId)) windows.tell(left, topics);
  return {};
}

/** Errors: `session.forbidden` outside the demo, or for a stranger to it. */
export async function switchTo(
  context: SessionContext,
  { personId }: ParsedInput<'session.switchTo'>,
): Promise<Session> {
  if (context.config.demoPeople === null) throw new LyttError('session.forbidden');
  const account = await context.accounts.enterDemo(personId);
  showPerson(context, account.id);
  return getSession(context);
}

function showPerson({ windows, windowId }: SessionContext, personId: string): void {
  windows.show(windowId, personId);
  // All that the page shows is now someone else's.
  windows.tell(windowId, topics);
}
