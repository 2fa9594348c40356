import { createContext, use, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useAnswer } from '../api/answer';
import type { ApiFailure } from '../api/client';
import { ask } from '../api/products';
import { onTick } from './ticks';

type ClockMode = 'system' | 'running' | 'frozen';

/** The clock by which instances live, as the API tells it. */
export interface ClockWire {
  readonly Mode: ClockMode;
  readonly NowMillis: number;
  readonly OffsetSeconds: number;
  /** Where an advance that is under way goes. */
  readonly Target?: string;
}

/** Service time as this page follows it between two readings. */
export interface ServiceClock {
  /** Milliseconds since 1970, now. */
  readonly now: () => number;
  /** What was read; undefined while nothing was, and where it may not be read. Then this computer's clock stands in. */
  readonly reading: ClockWire | undefined;
  readonly failure: ApiFailure | undefined;
}

const READ_EVERY_MILLIS = 30_000;

const Context = createContext<ServiceClock | undefined>(undefined);

/** Reads the service clock and gives it to everything below. */
export function ServiceClockProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { value, failure } = useAnswer(
    'clock',
    async (signal) => ({ wire: await ask<ClockWire>('breakwater', 'DescribeClock', {}, signal), readAt: performance.now() }),
    READ_EVERY_MILLIS,
  );
  const clock = useMemo<ServiceClock>(
    () => ({
      now: () =>
        value === undefined ? Date.now() : value.wire.NowMillis + (value.wire.Mode === 'frozen' ? 0 : performance.now() - value.readAt),
      reading: value?.wire,
      failure,
    }),
    [value, failure],
  );
  return <Context value={clock}>{children}</Context>;
}

export function useServiceClock(): ServiceClock {
  const clock = use(Context);
  if (clock === undefined) {
    throw new Error('useServiceClock needs a ServiceClockProvider above it');
  }
  return clock;
}

/** Service time in whole seconds, kept up to date. */
export function useNow(): number {
  const clock = useServiceClock();
  return useSyncExternalStore(onTick, () => Math.floor(clock.now() / 1_000) * 1_000);
}

/** A text that depends on service time; who uses it is drawn again only when the text is another. */
export function useTimedText<T extends string>(text: (now: number) => T): T {
  const clock = useServiceClock();
  return useSyncExternalStore(onTick, () => text(clock.now()));
}
