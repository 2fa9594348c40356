import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../api/answer';
import { ask } from '../api/products';
import { tookText } from '../explorer/took';
import { FailureNotice } from '../shell/FailureNotice';
import { t } from '../text/text';
import { Moment } from '../time/Moment';

/** A record of the audit, on the wire. */
interface Described {
  readonly Product: string;
  readonly CalledAction: string;
  readonly Resource?: string;
  readonly Outcome: string;
  readonly HttpStatus: number;
  readonly Caller?: string;
  readonly CallerAccessKeyId?: string;
  readonly SourceAddress?: string;
  readonly ServiceTime: string;
  readonly Time: string;
  readonly DurationMicros: number;
  readonly Warning?: string;
}

const MICROS_PER_MILLI = 1_000;

/** What happened in a request, as far as the audit knows it. */
export function RequestFacts({ requestId }: { readonly requestId: string }): ReactNode {
  const { value, failure, reload } = useAnswer(`request/${requestId}`, (signal) =>
    ask<Described>('breakwater', 'DescribeRequest', { CalledRequestId: requestId }, signal));
  if (failure !== undefined) {
    return <FailureNotice failure={failure} retry={reload} />;
  }
  if (value === undefined) {
    return <p role="status">{t('errors.loading')}</p>;
  }
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('errors.request.operation'), <Link key="operation" to={`/reference/${value.Product}/${value.CalledAction}`}>{value.Product} {value.CalledAction}</Link>],
    [t('errors.request.outcome'), <><code>{value.Outcome}</code> ({value.HttpStatus})</>],
    [t('errors.request.resource'), value.Resource],
    [t('errors.request.caller'), value.Caller],
    [t('errors.request.key'), value.CallerAccessKeyId],
    [t('errors.request.source'), value.SourceAddress],
    [t('errors.request.time'), <Moment key="time" at={Date.parse(value.Time)} seconds />],
    [t('errors.request.serviceTime'), <Moment key="service" at={Date.parse(value.ServiceTime)} seconds />],
    [t('errors.request.duration'), tookText(value.DurationMicros / MICROS_PER_MILLI)],
    [t('errors.request.warning'), value.Warning],
  ];
  return (
    <dl className="error-facts">
      {facts.filter(([, fact]) => fact !== undefined && fact !== '').map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
