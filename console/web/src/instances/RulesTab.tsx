import { Pagination, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../api/answer';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { t } from '../text/text';
import { readRules, RULES_A_PAGE, type Rule } from './rules';

const READ_EVERY_MILLIS = 15_000;

/** The forwarding rules of an instance, and whether their origins answer. */
export function RulesTab({ id }: { readonly id: string }): ReactNode {
  const [page, setPage] = useState(1);
  const { value, failure, reload } = useAnswer(`${id} ${page}`, (signal) => readRules(id, page, signal), READ_EVERY_MILLIS);
  if (value === undefined) {
    return failure === undefined ? (
      <Skeleton active paragraph={{ rows: 4, width: '100%' }} />
    ) : (
      <FailureNotice failure={failure} retry={reload} />
    );
  }
  if (value.total === 0) {
    return (
      <Hint title={t('rules.none')} text={t('rules.none.text')}>
        <Link to="/explorer/ddoscoo/CreatePort">{t('rules.none.do')}</Link>
      </Hint>
    );
  }
  return (
    <>
      {failure !== undefined && <FailureNotice failure={failure} retry={reload} />}
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{t('rules.port')}</th>
            <th scope="col">{t('rules.originPort')}</th>
            <th scope="col">{t('rules.origins')}</th>
            <th scope="col">{t('rules.state')}</th>
          </tr>
        </thead>
        <tbody>
          {value.rules.map((rule) => (
            <RuleRow key={`${rule.protocol} ${rule.port}`} rule={rule} />
          ))}
        </tbody>
      </table>
      {value.total > RULES_A_PAGE && (
        <Pagination current={page} pageSize={RULES_A_PAGE} total={value.total} showSizeChanger={false} onChange={setPage} />
      )}
    </>
  );
}

function RuleRow({ rule }: { readonly rule: Rule }): ReactNode {
  return (
    <tr>
      <td className="mono">
        {rule.protocol} {rule.port}
      </td>
      <td className="mono" data-label={t('rules.originPort')}>
        {rule.originPort}
      </td>
      <td data-label={t('rules.origins')}>
        <ul className="origins">
          {rule.origins.map(({ address, health }) => (
            <li key={address}>
              <span className="mono">{address}</span> <span className={`mark mark-${health}`}>{t(`rules.health.${health}`)}</span>
            </li>
          ))}
        </ul>
      </td>
      <td data-label={t('rules.state')}>{rule.fault === '' ? t('rules.works') : <span className="mark mark-alert">{rule.fault}</span>}</td>
    </tr>
  );
}
