import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';

/** The way to the sign-in page, which comes back to where this stands. */
export function SignInLink({ text }: { readonly text: string }): ReactNode {
  const { pathname, search, hash } = useLocation();
  return (
    <Link to="/sign-in" state={{ place: `${pathname}${search}${hash}` }}>
      {text}
    </Link>
  );
}
