import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ApiFailure } from '../api/client';
import { t } from '../text/text';
import { errorPath } from './errorPath';

/** A call that failed: what the server said, its code and RequestId, where the code is explained, and another try if there is one. */
export function FailureNotice({ failure, retry }: { readonly failure: ApiFailure; readonly retry?: () => void }): ReactNode {
  return (
    <Alert
      type="error"
      showIcon
      className="failure"
      title={failure.message === '' ? failure.code : failure.message}
      description={
        <span className="failure-facts">
          {failure.product === '' ? (
            <code>{failure.code}</code>
          ) : (
            <Link to={errorPath(failure)} title={t('failure.explain')}>
              <code>{failure.code}</code>
            </Link>
          )}
          {failure.retryAfterMillis !== undefined && <span>{waitText(failure.retryAfterMillis)}</span>}
          {failure.requestId !== '' && (
            <span>
              {t('failure.requestId')} <code>{failure.requestId}</code>
            </span>
          )}
        </span>
      }
      action={
        retry !== undefined && (
          <Button size="small" onClick={retry}>
            {t('failure.retry')}
          </Button>
        )
      }
    />
  );
}

/** How long to wait before another try, rounded up: a moment too early is refused again. */
export function waitText(millis: number): string {
  return t('failure.retryAfter', { count: Math.ceil(millis / 1_000) });
}
