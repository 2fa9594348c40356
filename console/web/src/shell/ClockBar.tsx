import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useAction } from '../api/action';
import type { Parameters } from '../api/client';
import { ask } from '../api/products';
import { t, type TextKey } from '../text/text';
import { useNow, useServiceClock } from '../time/clock';
import { Moment } from '../time/Moment';
import { spanText } from '../time/span';
import { FailureNotice } from './FailureNotice';
import { useNextDeadline } from './deadline';
import { wireText } from '../time/zone';

const STEPS: readonly (readonly [duration: string, key: TextKey])[] = [
  ['1h', 'clock.hour'],
  ['1d', 'clock.day'],
  ['8d', 'clock.eightDays'],
];

/** Where service time stands, and what moves it. Everything on the page is read again after a move. In development only. */
export function ClockBar(): ReactNode {
  const { reading } = useServiceClock();
  const now = useNow();
  const deadline = useNextDeadline();
  const { busy, failure, run } = useAction();
  if (reading === undefined) {
    return null;
  }
  const move = (action: string, parameters: Parameters = {}): void => run(() => ask('breakwater', action, parameters));
  const frozen = reading.Mode === 'frozen';
  return (
    <section className="clock" aria-label={t('clock.title')}>
      <div className="clock-face">
        <span className="clock-label">{t('clock.title')}</span>
        <strong>
          <Moment at={now} seconds />
        </strong>
        <span className="quiet">{stateText(reading.OffsetSeconds, frozen)}</span>
      </div>
      <div className="clock-moves">
        {STEPS.map(([duration, key]) => (
          <Button key={duration} size="small" disabled={busy} onClick={() => move('AdvanceClock', { Duration: duration })}>
            {t(key)}
          </Button>
        ))}
        {deadline !== undefined && deadline.at > now && (
          <Button size="small" disabled={busy} onClick={() => move('AdvanceClock', { To: wireText(deadline.at + 999) })}>
            {t('clock.to', { deadline: deadline.name })}
          </Button>
        )}
        <Button size="small" disabled={busy} onClick={() => move(frozen ? 'ResumeClock' : 'FreezeClock')}>
          {t(frozen ? 'clock.resume' : 'clock.freeze')}
        </Button>
      </div>
      {failure !== undefined && <FailureNotice failure={failure} />}
    </section>
  );
}

function stateText(offsetSeconds: number, frozen: boolean): string {
  const ahead =
    offsetSeconds === 0
      ? t('clock.onTime')
      : t(offsetSeconds > 0 ? 'clock.ahead' : 'clock.behind', { span: spanText(Math.abs(offsetSeconds) * 1_000) });
  return frozen ? `${t('clock.frozen')} · ${ahead}` : ahead;
}
