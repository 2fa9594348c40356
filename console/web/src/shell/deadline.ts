import { useEffect, useSyncExternalStore } from 'react';

/** What comes next in the life of the instance on the page. */
export interface Deadline {
  readonly name: string;
  readonly at: number;
}

let current: Deadline | undefined;
const listeners = new Set<() => void>();

/** Tells the clock what it can be moved to while this is on the page. */
export function useOfferDeadline(name: string, at: number | undefined): void {
  useEffect(() => {
    if (at === undefined) {
      return undefined;
    }
    change({ name, at });
    return () => change(undefined);
  }, [name, at]);
}

export function useNextDeadline(): Deadline | undefined {
  return useSyncExternalStore(subscribe, () => current);
}

function change(deadline: Deadline | undefined): void {
  current = deadline;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
