import { useSyncExternalStore } from 'react';

let edition = 0;
const listeners = new Set<() => void>();

/** Says that what was read may be out of date: something was changed, or the service clock was moved. Whatever is shown is read again. */
export function outdate(): void {
  edition += 1;
  listeners.forEach((listener) => listener());
}

/** A number that is another one after each {@link outdate}. */
export function useEdition(): number {
  return useSyncExternalStore(subscribe, () => edition);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
