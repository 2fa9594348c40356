import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useRouteError } from 'react-router';
import { asFailure } from '../api/answer';
import { t } from '../text/text';
import { FailureNotice } from './FailureNotice';
import { Hint } from './Hint';

/** The page of an address that is none. */
export function MissingPage(): ReactNode {
  return (
    <Hint title={t('shell.missing')} text={t('shell.missing.text')}>
      <Link to="/">{t('shell.toInstances')}</Link>
    </Hint>
  );
}

/** The page in the place of one that failed. */
export function BrokenPage(): ReactNode {
  const reason = useRouteError();
  return (
    <main className="page">
      <FailureNotice failure={asFailure(reason)} />
      <p>
        <Button onClick={() => location.reload()}>{t('shell.reload')}</Button>
      </p>
    </main>
  );
}
