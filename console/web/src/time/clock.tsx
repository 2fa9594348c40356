import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useAnswer } from '../api/answer';
import type { ApiFailure } from '../api/client';
import { ask } from '../api/products';

export type ClockMode = 'system' | 'running' | 'frozen';

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

const READ_EVERY_MILLIS = 15_000;

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
        value === undefined
          ? Date.now()
          : value.wire.NowMillis + (value.wire.Mode === 'frozen' ? 0 : performance.now() - value.readAt),
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

/** Service time, read anew every `stepMillis`. */
export function useNow(stepMillis = 1_000): number {
  const clock = useServiceClock();
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), stepMillis);
    return () => clearInterval(timer);
  }, [clock, stepMillis]);
  return now;
}
