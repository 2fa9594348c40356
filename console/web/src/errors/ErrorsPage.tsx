import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useAnswer } from '../api/answer';
import { errorCatalogue, type ErrorCatalogue } from '../api/client';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { useSession } from '../shell/session';
import { SignInLink } from '../shell/SignInLink';
import { Title } from '../shell/Title';
import { t, type TextKey } from '../text/text';
import { addressOf, explain, matching, readable, type Explained } from './catalogue';
import { RequestFacts } from './RequestFacts';
import './errors.css';

/** The error center, to which the Recommend of every refusal leads: what a code means, who has to act, and what happened in a request. */
export function ErrorsPage(): ReactNode {
  const { product, code } = useParams();
  const [search] = useSearchParams();
  const requestId = search.get('requestId') ?? search.get('RequestId') ?? '';
  const catalogue = useAnswer('errors', errorCatalogue);
  if (catalogue.value === undefined) {
    return catalogue.failure === undefined
      ? <p role="status">{t('errors.loading')}</p>
      : <FailureNotice failure={catalogue.failure} retry={catalogue.reload} />;
  }
  return (
    <article className="errors">
      <Title of={code === undefined ? t('errors.title') : `${code} · ${t('errors.title')}`} />
      {product === undefined || code === undefined
        ? <List catalogue={catalogue.value} product={product} />
        : <Explanation product={product} code={code} explained={explain(catalogue.value, product, code)} />}
      <Request key={requestId} requestId={requestId} />
    </article>
  );
}

function List({ catalogue, product }: { readonly catalogue: ErrorCatalogue; readonly product: string | undefined }): ReactNode {
  const [search, setSearch] = useState(product ?? '');
  const groups = matching(catalogue, search);
  return (
    <>
      <h1>{t('errors.title')}</h1>
      <Input type="search" aria-label={t('errors.search')} placeholder={t('errors.search')} value={search} onChange={(event) => setSearch(event.target.value)} />
      {groups.length === 0 && <Hint title={t('errors.nothingFound')} text={t('errors.nothingFound.text')} />}
      {groups.map(({ product: name, errors }) => (
        <section key={name} aria-label={name}>
          <h2>{name === 'gateway' ? t('errors.everyProduct') : name}</h2>
          <ul className="error-list">
            {errors.map((error) => (
              <li key={error.code}>
                <Link to={addressOf(name, error.code)}>
                  <code>{readable(error.code)}</code>
                </Link>{' '}
                <span>{readable(error.text)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const BLAME: Readonly<Record<string, TextKey>> = { client: 'errors.blame.client', operator: 'errors.blame.operator', server: 'errors.blame.server' };

function Explanation({ product, code, explained }: { readonly product: string; readonly code: string; readonly explained: Explained | undefined }): ReactNode {
  if (explained === undefined) {
    return (
      <Hint title={t('errors.unknown', { code })} text={t('errors.unknown.text', { product })}>
        <Link to="/errors">{t('errors.all')}</Link>
      </Hint>
    );
  }
  const { error, detail } = explained;
  const blame = BLAME[error.blame];
  return (
    <>
      <p>
        <Link to="/errors">{t('errors.all')}</Link>
      </p>
      <h1>
        <code>{code}</code>
      </h1>
      <p className="quiet">
        {product} · {t('errors.status', { status: error.status })}
      </p>
      <dl className="error-facts">
        <dt>{t('errors.meaning')}</dt>
        <dd>{readable(error.text, detail)}</dd>
        <dt>{t('errors.remedy')}</dt>
        <dd>{error.remedy}</dd>
        <dt>{t('errors.blame')}</dt>
        <dd>{blame === undefined ? error.blame : t(blame)}</dd>
        <dt>{t('errors.retry')}</dt>
        <dd>{t(error.retryable ? 'errors.retry.yes' : 'errors.retry.no')}</dd>
        <dt>{t('errors.source')}</dt>
        <dd>{error.source}</dd>
      </dl>
    </>
  );
}

/** What happened in one request of one's own account. */
function Request({ requestId }: { readonly requestId: string }): ReactNode {
  const { session } = useSession();
  const [typed, setTyped] = useState(requestId);
  const [, setSearch] = useSearchParams();
  return (
    <section aria-label={t('errors.request')} className="request">
      <h2>{t('errors.request')}</h2>
      <form
        className="request-form"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(typed.trim() === '' ? {} : { requestId: typed.trim() });
        }}
      >
        <Input aria-label={t('errors.request.id')} placeholder={t('errors.request.id')} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Button htmlType="submit">{t('errors.request.look')}</Button>
      </form>
      {requestId === '' || session === undefined ? null
        : session.signedIn ? <RequestFacts requestId={requestId} /> : <p><SignInLink text={t('errors.request.signIn')} /></p>}
    </section>
  );
}
