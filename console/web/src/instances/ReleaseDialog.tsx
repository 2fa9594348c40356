import { Button, Input, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../api/action';
import { useAnswer } from '../api/answer';
import { ask } from '../api/products';
import { Dialog } from '../shell/Dialog';
import { FailureNotice } from '../shell/FailureNotice';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import { Left, Moment } from '../time/Moment';
import { instantOf } from '../time/zone';
import type { Instance } from './instance';
import { rateText } from './price';
import { cutOff } from './readiness';

interface ReadinessWire {
  readonly Ready: boolean;
  readonly Expired: boolean;
  readonly ExpireTime: string;
  readonly TrafficLive: boolean;
  readonly SinceTime: string;
  readonly Clients: number;
  readonly OpenConnections: number;
  readonly NewConnections: number;
  readonly InBytes: number;
  readonly OutBytes: number;
  readonly Rules: readonly RuleUseWire[];
  readonly BusiestClients: readonly {
    readonly Address: string;
    readonly Country?: string;
    readonly Bytes: number;
    readonly NewConnections: number;
  }[];
}

interface RuleUseWire {
  readonly Protocol: string;
  readonly FrontendPort: number;
  readonly Clients: number;
  readonly OpenConnections: number;
  readonly NewConnections: number;
  readonly InBytes: number;
  readonly OutBytes: number;
  readonly LastSeenTime: string;
}

const READ_EVERY_MILLIS = 10_000;

/** Releases an Anti-DDoS instance, after showing who still uses it and having its id typed. */
export function ReleaseDialog({ instance, onClose }: { readonly instance: Instance; readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const readiness = useAnswer(
    `readiness ${instance.id}`,
    (signal) => ask<ReadinessWire>('breakwater', 'DescribeReleaseReadiness', { InstanceId: instance.id }, signal),
    READ_EVERY_MILLIS,
  );
  const [typed, setTyped] = useState('');
  const { busy, failure, run } = useAction();
  const { value } = readiness;
  return (
    <Dialog
      title={t('release.title')}
      onClose={onClose}
      actions={
        <Button
          danger
          type="primary"
          loading={busy}
          disabled={typed !== instance.id}
          onClick={() =>
            run(
              () => ask('ddoscoo', 'ReleaseInstance', { InstanceId: instance.id, RegionId: instance.region }),
              () => void navigate('/'),
            )
          }
        >
          {t('release.do')}
        </Button>
      }
    >
      <p>{t('release.text', { address: instance.addresses.join(', ') })}</p>
      {readiness.failure !== undefined && <FailureNotice failure={readiness.failure} retry={readiness.reload} />}
      {value === undefined ? (
        readiness.failure === undefined && <Skeleton active paragraph={{ rows: 3 }} />
      ) : (
        <Readiness readiness={value} />
      )}
      <Field name="release-id" label={t('release.type', { id: instance.id })}>
        <Input
          id="release-id"
          className="mono"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value.trim())}
        />
      </Field>
      {failure !== undefined && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

function Readiness({ readiness }: { readonly readiness: ReadinessWire }): ReactNode {
  const expiry = instantOf(readiness.ExpireTime) ?? 0;
  const since = instantOf(readiness.SinceTime) ?? 0;
  return (
    <ul className="checks" aria-live="polite">
      <li className={readiness.Expired ? 'check-good' : 'check-bad'}>
        {t(readiness.Expired ? 'release.expired' : 'release.notExpired')} <Moment at={expiry} /> · <Left until={expiry} />
        {!readiness.Expired && <p className="quiet">{t('release.notExpired.text')}</p>}
      </li>
      <li className={readiness.TrafficLive ? 'check-bad' : 'check-good'}>
        {t(readiness.TrafficLive ? 'release.live' : 'release.silent')} <Moment at={since} seconds />
        {readiness.TrafficLive && <InUse readiness={readiness} />}
      </li>
    </ul>
  );
}

/** Who will be cut off. */
function InUse({ readiness }: { readonly readiness: ReadinessWire }): ReactNode {
  return (
    <>
      <p>{cutOff(readiness).join(' ')}</p>
      <table className="rows rows-small">
        <thead>
          <tr>
            <th scope="col">{t('rules.port')}</th>
            <th scope="col">{t('release.clients')}</th>
            <th scope="col">{t('release.open')}</th>
            <th scope="col">{t('release.bytes')}</th>
            <th scope="col">{t('release.lastSeen')}</th>
          </tr>
        </thead>
        <tbody>
          {readiness.Rules.map((rule) => (
            <tr key={`${rule.Protocol} ${rule.FrontendPort}`}>
              <td className="mono">
                {rule.Protocol} {rule.FrontendPort}
              </td>
              <td data-label={t('release.clients')}>{rule.Clients === 0 ? '–' : rule.Clients}</td>
              <td data-label={t('release.open')}>{rule.OpenConnections}</td>
              <td data-label={t('release.bytes')}>{rateText(rule.InBytes + rule.OutBytes, 'B')}</td>
              <td data-label={t('release.lastSeen')}>
                <Moment at={instantOf(rule.LastSeenTime) ?? 0} seconds />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {readiness.BusiestClients.length > 0 && (
        <p className="quiet">
          {t('release.busiest')}{' '}
          {readiness.BusiestClients.map(
            ({ Address, Country, Bytes }) => `${Address}${Country === undefined ? '' : ` (${Country})`} ${rateText(Bytes, 'B')}`,
          ).join(', ')}
        </p>
      )}
    </>
  );
}
