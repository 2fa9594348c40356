import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ApiFailure, onSessionEnded, session as readSession, signIn, signOut, type Credentials, type Session } from '../api/client';
import { asFailure } from '../api/answer';

interface SessionRoom {
  /** undefined until the server has said whether there is one. */
  readonly session: Session | undefined;
  readonly failure: ApiFailure | undefined;
  readonly signIn: (credentials: Credentials) => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly retry: () => void;
}

const Context = createContext<SessionRoom | undefined>(undefined);

/** Knows who is signed in. The keys themselves stay with the server. */
export function SessionProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [session, setSession] = useState<Session>();
  const [failure, setFailure] = useState<ApiFailure>();
  const retry = useCallback(() => {
    readSession().then(
      (value) => {
        setSession(value);
        setFailure(undefined);
      },
      (reason: unknown) => setFailure(asFailure(reason)),
    );
  }, []);
  useEffect(() => {
    onSessionEnded(() => setSession((before) => (before === undefined ? before : { ...before, signedIn: false })));
    retry();
  }, [retry]);
  const room = useMemo<SessionRoom>(
    () => ({
      session,
      failure,
      retry,
      signIn: async (credentials) => setSession(await signIn(credentials)),
      signOut: async () => {
        await signOut();
        setSession((before) => (before === undefined ? before : { ...before, signedIn: false }));
      },
    }),
    [session, failure, retry],
  );
  return <Context value={room}>{children}</Context>;
}

export function useSession(): SessionRoom {
  const room = use(Context);
  if (room === undefined) {
    throw new Error('useSession needs a SessionProvider above it');
  }
  return room;
}
