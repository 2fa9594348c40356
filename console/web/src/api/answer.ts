import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFailure } from './client';
import { useEdition } from './freshness';

/** What is known of something that is being read. A value stays while it is read again, and when that fails. */
export interface Answer<T> {
  readonly value?: T | undefined;
  readonly failure?: ApiFailure;
  readonly loading: boolean;
  /** Reads it again. */
  readonly reload: () => void;
}

interface State<T> {
  readonly key: string;
  readonly value?: T | undefined;
  readonly failure?: ApiFailure;
  readonly loading: boolean;
}

/**
 * Reads something and gives what is known of it. It is read when `key` changes, when anything was outdated, and every `everyMillis`, if
 * that is given, while the page is in sight. A value read under another key is not shown.
 */
export function useAnswer<T>(key: string, read: (signal: AbortSignal) => Promise<T>, everyMillis?: number): Answer<T> {
  const edition = useEdition();
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<State<T>>({ key, loading: true });
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  });

  useEffect(() => {
    const abort = new AbortController();
    setState((before) => (before.key === key ? { ...before, loading: true } : { key, loading: true }));
    latest.current(abort.signal).then(
      (value) => {
        if (!abort.signal.aborted) {
          setState({ key, value, loading: false });
        }
      },
      (reason: unknown) => {
        if (!abort.signal.aborted) {
          setState((before) => ({ ...before, key, failure: asFailure(reason), loading: false }));
        }
      },
    );
    return () => abort.abort();
  }, [key, edition, turn]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    if (everyMillis === undefined) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        reload();
      }
    }, everyMillis);
    return () => clearInterval(timer);
  }, [everyMillis, reload]);

  const shown = state.key === key ? state : { loading: true };
  return { ...shown, reload };
}

/** Whatever was thrown, as a failure that can be shown. */
export function asFailure(reason: unknown): ApiFailure {
  return reason instanceof ApiFailure
    ? reason
    : new ApiFailure('ConsoleError', reason instanceof Error ? reason.message : String(reason), '', 0, '', '');
}
