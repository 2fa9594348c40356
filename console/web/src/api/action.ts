import { useState } from 'react';
import { asFailure } from './answer';
import type { ApiFailure } from './client';
import { outdate } from './freshness';

/** Something that changes the service when it is asked to. */
export interface Action {
  readonly busy: boolean;
  readonly failure: ApiFailure | undefined;
  /** Makes the change; then everything is read again, and `done` is called. */
  readonly run: <T>(change: () => Promise<T>, done?: (answer: T) => void) => void;
}

export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  return {
    busy,
    failure,
    run: (change, done) => {
      setBusy(true);
      setFailure(undefined);
      change()
        .then(
          (answer) => {
            outdate();
            done?.(answer);
          },
          (reason: unknown) => setFailure(asFailure(reason)),
        )
        .finally(() => setBusy(false));
    },
  };
}

/** A token by which the service knows a change that is sent twice. */
export function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
