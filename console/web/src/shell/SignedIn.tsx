import type { ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { ServiceClockProvider } from '../time/clock';
import { ClockBar } from './ClockBar';
import { useSession } from './session';

/** What needs a session. Without one it goes to the sign-in page, which comes back to the place. */
export function SignedIn(): ReactNode {
  const { session } = useSession();
  const location = useLocation();
  if (session === undefined) {
    return null;
  }
  if (!session.signedIn) {
    const place = `${location.pathname}${location.search}${location.hash}`;
    return <Navigate to="/sign-in" replace state={{ place }} />;
  }
  return (
    <ServiceClockProvider>
      {session.clockMovable && <ClockBar />}
      <Outlet />
    </ServiceClockProvider>
  );
}
