import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';

export type Shade = 'light' | 'dark';
/** What the viewer chose: a shade, or that of the system. */
export type ShadeChoice = Shade | 'system';

const STORED_AS = 'breakwater.shade';
const CHOICES: readonly ShadeChoice[] = ['system', 'light', 'dark'];

interface ShadeRoom {
  readonly shade: Shade;
  readonly choice: ShadeChoice;
  readonly choose: (choice: ShadeChoice) => void;
}

const Context = createContext<ShadeRoom | undefined>(undefined);
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

/** Keeps the shade: the system's unless the viewer chose another, which this browser remembers. */
export function ShadeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const systemDark = useSyncExternalStore(subscribe, () => darkSystem.matches);
  const [choice, setChoice] = useState<ShadeChoice>(stored);
  const shade = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.className = shade;
  }, [shade]);
  const room = useMemo<ShadeRoom>(
    () => ({
      shade,
      choice,
      choose: (chosen) => {
        localStorage.setItem(STORED_AS, chosen);
        setChoice(chosen);
      },
    }),
    [shade, choice],
  );
  return <Context value={room}>{children}</Context>;
}

export function useShade(): ShadeRoom {
  const room = use(Context);
  if (room === undefined) {
    throw new Error('useShade needs a ShadeProvider above it');
  }
  return room;
}

function stored(): ShadeChoice {
  const text = localStorage.getItem(STORED_AS);
  return CHOICES.find((choice) => choice === text) ?? 'system';
}

function subscribe(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener);
  return () => darkSystem.removeEventListener('change', listener);
}
