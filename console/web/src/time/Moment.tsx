import type { ReactNode } from 'react';
import { t } from '../text/text';
import { useServiceClock, useTimedText } from './clock';
import { leftText, nearness } from './span';
import { localSecondText, localText, utcText } from './zone';

/** An instant in the viewer's zone; in UTC on hover. */
export function Moment({ at, seconds = false }: { readonly at: number; readonly seconds?: boolean }): ReactNode {
  return (
    <time dateTime={new Date(at).toISOString()} title={utcText(at)} className="numbers">
      {seconds ? localSecondText(at) : localText(at)}
    </time>
  );
}

/** How long it is until an instant on the service clock, or how long ago it was. */
export function Left({ until }: { readonly until: number }): ReactNode {
  const clock = useServiceClock();
  const text = useTimedText((now) => leftText(until, now));
  const near = useTimedText((now) => nearness(until, now));
  return (
    <span className={`left left-${near}`} title={clock.failure === undefined ? undefined : t('time.byThisComputer')}>
      {text}
    </span>
  );
}
