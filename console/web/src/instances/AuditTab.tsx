import { Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../api/answer';
import { errorPath } from '../shell/errorPath';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { t } from '../text/text';
import { useServiceClock } from '../time/clock';
import { Moment } from '../time/Moment';
import { readCalls, readChanges, readOperations, type AuditedCall, type Operation } from './audit';
import { Portions } from './Portions';

/** Who did what to an instance. */
export function AuditTab({ id, address }: { readonly id: string; readonly address?: string | undefined }): ReactNode {
  const [reads, setReads] = useState(false);
  return (
    <>
      <Checkbox checked={reads} onChange={(event) => setReads(event.target.checked)}>
        {t('audit.reads')}
      </Checkbox>
      <Portions<AuditedCall, string>
        of={`${id} ${reads}`}
        first=""
        read={async (place) => {
          const { calls, next } = await (reads ? readCalls : readChanges)(id, place);
          return { rows: calls, next };
        }}
        show={(calls) => <CallTable calls={calls} />}
        none={(more) => <Hint title={t(more ? 'audit.noneYet' : 'audit.none')} text={t('audit.none.text')} />}
        moreText={t('audit.more')}
      />
      {address !== undefined && <Operations address={address} />}
    </>
  );
}

function CallTable({ calls }: { readonly calls: readonly AuditedCall[] }): ReactNode {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">{t('audit.time')}</th>
          <th scope="col">{t('audit.action')}</th>
          <th scope="col">{t('audit.outcome')}</th>
          <th scope="col">{t('audit.caller')}</th>
          <th scope="col">{t('audit.source')}</th>
          <th scope="col">RequestId</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <tr key={call.requestId}>
            <td>
              <Moment at={call.at} seconds />
            </td>
            <td data-label={t('audit.action')}>{call.action}</td>
            <td data-label={t('audit.outcome')}>
              {call.outcome === 'OK' ? (
                t('audit.ok')
              ) : (
                <Link to={errorPath({ product: call.product, code: call.outcome, requestId: call.requestId })}>{call.outcome}</Link>
              )}
              {call.warning !== undefined && <span className="under warning">{call.warning}</span>}
            </td>
            <td className="mono" data-label={t('audit.caller')}>
              {call.caller}
            </td>
            <td className="mono" data-label={t('audit.source')}>
              {call.source}
            </td>
            <td className="mono request-id" data-label="RequestId">
              {call.requestId}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the product itself records of an address; of most instances nothing. */
function Operations({ address }: { readonly address: string }): ReactNode {
  const clock = useServiceClock();
  const { value, failure } = useAnswer(address, (signal) => readOperations(address, clock.now(), signal));
  if (failure !== undefined) {
    return <FailureNotice failure={failure} />;
  }
  if (value === undefined || value.length === 0) {
    return null;
  }
  return (
    <table className="rows">
      <caption>{t('audit.operations')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('audit.time')}</th>
          <th scope="col">{t('audit.action')}</th>
          <th scope="col">{t('audit.detail')}</th>
        </tr>
      </thead>
      <tbody>
        {value.map((operation) => (
          <tr key={`${operation.at} ${operation.description}`}>
            <td>
              <Moment at={operation.at} seconds />
            </td>
            <td data-label={t('audit.action')}>{actionText(operation)}</td>
            <td className="mono" data-label={t('audit.detail')}>
              {operation.description}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function actionText({ action }: Operation): string {
  switch (action) {
    case 1:
      return t('audit.operation.1');
    case 9:
      return t('audit.operation.9');
    case 10:
      return t('audit.operation.10');
    default:
      return t('audit.operation.other', { number: action });
  }
}
