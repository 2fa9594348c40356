import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useAnswer } from '../api/answer';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { t } from '../text/text';
import { useServiceClock } from '../time/clock';
import { Moment } from '../time/Moment';
import type { Instance } from './instance';
import { rateText } from './price';
import { readTraffic, silent, type Attack, type Span } from './traffic';

// The charts are most of what there is to load, and only looked at here.
const TrafficChart = lazy(async () => ({ default: (await import('./TrafficChart')).TrafficChart }));

const READ_EVERY_MILLIS = 15_000;

/** What goes through an instance: bytes, connections, and the attacks among them. */
export function TrafficTab({ instance }: { readonly instance: Instance }): ReactNode {
  const clock = useServiceClock();
  const [span, setSpan] = useState<Span>('hour');
  const address = instance.addresses[0] ?? '';
  const { value, failure, reload } = useAnswer(
    `${instance.id} ${span}`,
    (signal) => readTraffic(instance.id, address, span, clock.now(), signal),
    READ_EVERY_MILLIS,
  );
  return (
    <>
      <Segmented<Span>
        value={span}
        onChange={setSpan}
        aria-label={t('traffic.span')}
        options={[
          { value: 'hour', label: t('traffic.hour') },
          { value: 'day', label: t('traffic.day') },
        ]}
      />
      {failure !== undefined && <FailureNotice failure={failure} retry={reload} />}
      {value === undefined ? (
        failure === undefined && <Skeleton active paragraph={{ rows: 8, width: '100%' }} />
      ) : (
        <>
          {silent(value) && <Hint title={t('traffic.silent')} text={t('traffic.silent.text')} />}
          {!silent(value) && (
            <Suspense fallback={<Skeleton active paragraph={{ rows: 8, width: '100%' }} />}>
              <TrafficChart
                title={t('traffic.bytes')}
                unit="bit/s"
                traffic={value}
                lines={[
                  { name: t('traffic.in'), series: value.in },
                  { name: t('traffic.out'), series: value.out },
                  { name: t('traffic.refused'), series: value.refused },
                ]}
              />
              <TrafficChart
                title={t('traffic.connections')}
                unit=""
                traffic={value}
                lines={[
                  { name: t('traffic.active'), series: value.active },
                  { name: t('traffic.idle'), series: value.idle },
                  { name: t('traffic.opened'), series: value.opened },
                ]}
              />
            </Suspense>
          )}
          <Attacks attacks={value.attacks} />
        </>
      )}
    </>
  );
}

function Attacks({ attacks }: { readonly attacks: readonly Attack[] }): ReactNode {
  if (attacks.length === 0) {
    return <p className="quiet">{t('traffic.noAttacks')}</p>;
  }
  return (
    <table className="rows">
      <caption>{t('traffic.attacks')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('traffic.attack.kind')}</th>
          <th scope="col">{t('traffic.attack.port')}</th>
          <th scope="col">{t('traffic.attack.from')}</th>
          <th scope="col">{t('traffic.attack.to')}</th>
          <th scope="col">{t('traffic.attack.peak')}</th>
        </tr>
      </thead>
      <tbody>
        {attacks.map((attack) => (
          <tr key={`${attack.from} ${attack.kind} ${attack.port}`}>
            <td>
              <span className="mark mark-alert">{attack.kind}</span>
            </td>
            <td data-label={t('traffic.attack.port')}>{attack.port === '' ? t('traffic.attack.allPorts') : attack.port}</td>
            <td data-label={t('traffic.attack.from')}>
              <Moment at={attack.from} seconds />
            </td>
            <td data-label={t('traffic.attack.to')}>
              {attack.to === undefined ? t('traffic.attack.goesOn') : <Moment at={attack.to} seconds />}
            </td>
            <td data-label={t('traffic.attack.peak')}>
              {rateText(attack.bitsPerSecond, 'bit/s')} · {rateText(attack.packetsPerSecond, 'pps')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
