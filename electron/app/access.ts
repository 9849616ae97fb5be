import type { Method } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Role } from '../../shared/domain/roles.ts';

/** `anyone`: also where nobody is signed in. `signedIn`: whatever the role. Else one of the roles. */
export type Access = 'anyone' | 'signedIn' | readonly Role[];

/** Those who hear citizens. A supervisor and her deputies do too. */
const listens: readonly Role[] = ['caseworker', 'supervisor', 'deputy'];
const reviews: readonly Role[] = ['supervisor', 'deputy'];
const everyRole: readonly Role[] = ['caseworker', 'supervisor', 'deputy', 'product'];
/** They decide what is one theme and what is two. */
const curates: readonly Role[] = ['product', 'supervisor'];
/** They see the backlog's insights; a unit's room is closed to them. */
const improves: readonly Role[] = ['product'];

/** Who may call what. The service decides again by the token; this keeps the app from queueing what it would refuse. */
export const access: { readonly [M in Method]: Access } = {
  'session.get': 'anyone',
  'session.signIn': 'anyone',
  'session.signOut': 'anyone',
  'session.switchTo': 'anyone',
  'settings.set': 'signedIn',
  'counts.get': 'signedIn',
  'recovery.get': 'signedIn',
  'recovery.dismiss': 'signedIn',
  'gate.known': 'signedIn',
  'gate.remember': 'signedIn',
  'gate.forget': 'signedIn',
  'draft.get': listens,
  'draft.save': listens,
  'draft.discard': listens,
  'observation.log': listens,
  'observation.same': listens,
  'similar.find': listens,
  'observation.revise': listens,
  'observation.withdraw': listens,
  'observation.list': listens,
  'observation.get': listens,
  'review.list': reviews,
  'review.add': reviews,
  'review.approveMany': reviews,
  'theme.list': everyRole,
  'theme.get': everyRole,
  'theme.create': improves,
  // A supervisor may name; the rest is for those who improve.
  'theme.change': curates,
  'theme.place': improves,
  'theme.merge': curates,
  'theme.unmerge': curates,
  'theme.split': curates,
  'proposal.list': curates,
  'proposal.confirm': curates,
  'proposal.place': curates,
  'proposal.dismiss': curates,
  'insight.list': improves,
  'inbox.list': listens,
  'reply.read': listens,
  'reply.answer': listens,
  'overview.get': everyRole,
  'person.stored': 'signedIn',
  'person.export': 'signedIn',
  'sync.status': 'signedIn',
  'sync.tryNow': 'signedIn',
  'sync.sendAgain': 'signedIn',
  'sync.retry': 'signedIn',
  'sync.dismiss': 'signedIn',
};

export function mayCall(roles: readonly Role[], method: Method): boolean {
  const allowed = access[method];
  return typeof allowed === 'string' || allowed.some((role) => roles.includes(role));
}

/** @throws LyttError `session.forbidden` */
export function refuseForbidden(roles: readonly Role[], method: Method): void {
  if (!mayCall(roles, method)) throw new LyttError('session.forbidden');
}
