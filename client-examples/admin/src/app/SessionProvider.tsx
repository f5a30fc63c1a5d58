import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { Provider } from 'urql';

import { createClient } from '~/api/client';
import { readSession, writeSession, type Session } from '~/api/session';

import { SignInPage } from './SignInPage';

interface SessionControl {
  session: Session;
  signOut: (reason?: string) => void;
}

const SessionContext = createContext<SessionControl | undefined>(undefined);

export function useSession(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error('useSession belongs inside SessionProvider');
  return control;
}

/** Ask for a key first; once there is one, give its client to all that is inside. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState(readSession);
  const [reason, setReason] = useState<string>();

  const change = useCallback((next: Session | undefined, why?: string) => {
    writeSession(next);
    setReason(why);
    setSession(next);
  }, []);
  const signOut = useCallback((why?: string) => change(undefined, why), [change]);
  const client = useMemo(
    () => session && createClient(session, () => signOut('The key is no longer accepted. Sign in again.')),
    [session, signOut],
  );
  const control = useMemo(() => session && { session, signOut }, [session, signOut]);

  if (!client || !control) return <SignInPage reason={reason} onSignIn={change} />;
  return (
    <SessionContext value={control}>
      <Provider value={client}>{children}</Provider>
    </SessionContext>
  );
}
