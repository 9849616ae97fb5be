import { createContext, useContext } from 'react';
import type { Session } from '../../shared/view/session.ts';

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in, and how the app stands. Only below the shell, which waits for it. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session above this component');
  return session;
}
