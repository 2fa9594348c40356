import { Button } from 'antd';
import { useEffect, useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { asFailure } from '../api/answer';
import { callRaw, type ApiFailure, type RawAnswer } from '../api/client';
import { outdate } from '../api/freshness';
import { isRead } from '../api/reads';
import { wireParameters } from '../codegen/wire';
import type { Operation } from '../contract/contract';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { useSession } from '../shell/session';
import { SignInLink } from '../shell/SignInLink';
import { Title } from '../shell/Title';
import { summaryOf } from '../text/operations';
import { t } from '../text/text';
import { AnswerView } from './AnswerView';
import { CodeView } from './CodeView';
import { fromSearch, read, toSearch, type Drafts, type Problem } from './draft';
import { OperationBrowser } from './OperationBrowser';
import { ParameterForm } from './ParameterForm';

/** Every operation, with a form to try it: it runs with the session's identity, and code that does the same stands below. */
export function ExplorerPage(): ReactNode {
  return (
    <OperationBrowser
      base="/explorer"
      empty={
        <>
          <Title of={t('shell.place.explorer')} />
          <Hint title={t('explorer.choose')} text={t('explorer.choose.text')} />
        </>
      }
      page={(operation) => <Workbench operation={operation} />}
    />
  );
}

/** A pause in typing after which the address says what the form says. */
const ADDRESS_PAUSE_MILLIS = 300;

function Workbench({ operation }: { readonly operation: Operation }): ReactNode {
  const { session } = useSession();
  const [search, setSearch] = useSearchParams();
  const [drafts, setDrafts] = useState<Drafts>(() => fromSearch(operation, search));
  const [format, setFormat] = useState<'JSON' | 'XML'>('JSON');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [running, setRunning] = useState(false);
  const [answer, setAnswer] = useState<RawAnswer>();
  const [failure, setFailure] = useState<ApiFailure>();
  const reading = useMemo(() => read(operation, drafts), [operation, drafts]);
  const region = typeof reading.values['RegionId'] === 'string' ? reading.values['RegionId'] : 'cn-hangzhou';
  const sample = useMemo(() => ({ operation, region, values: reading.values }), [operation, region, reading]);
  const fields = operation.parameters.filter(({ name }) => !operation.parametersNotBuilt.includes(name));

  const address = toSearch(drafts).toString();
  useEffect(() => {
    const pause = setTimeout(() => setSearch(address, { replace: true, preventScrollReset: true }), ADDRESS_PAUSE_MILLIS);
    return () => clearTimeout(pause);
    // The function is another one after each change of the address, which must not count as a change of the form.
  }, [address]);

  const run = (event: FormEvent): void => {
    event.preventDefault();
    setProblems(reading.problems);
    if (reading.problems.length > 0) {
      return;
    }
    setRunning(true);
    setFailure(undefined);
    const parameters = Object.fromEntries(wireParameters(sample).map(({ name, text }) => [name, text]));
    callRaw({ product: operation.product, version: operation.version, action: operation.action, parameters, format, trace: true })
      .then(
        (came) => {
          setAnswer(came);
          if (!isRead(operation.action)) {
            outdate();
          }
        },
        (reason: unknown) => setFailure(asFailure(reason)),
      )
      .finally(() => setRunning(false));
  };

  return (
    <article>
      <Title of={`${operation.action} · ${t('shell.place.explorer')}`} />
      <Link to="/explorer" className="explorer-back">
        {t('explorer.back')}
      </Link>
      <h1>{operation.action}</h1>
      <p>{summaryOf(operation.product, operation.action)}</p>
      <p className="quiet">
        {operation.product} {operation.version} · <Link to={`/reference/${operation.product}/${operation.action}`}>{t('explorer.toReference')}</Link>
      </p>
      {!operation.built && <p className="notice">{t('explorer.notBuilt.text')}</p>}
      <form onSubmit={run} noValidate className="parameters" aria-label={t('explorer.parameters')}>
        {fields.length === 0 && <p className="quiet">{t('explorer.noParameters')}</p>}
        <ParameterForm
          fields={fields}
          drafts={drafts}
          problems={problems}
          prefix=""
          onChange={(changed) => {
            setDrafts(changed);
            setProblems([]);
          }}
        />
        <div className="run">
          {session?.signedIn === true
            ? <Button type="primary" htmlType="submit" disabled={running}>{t(running ? 'explorer.running' : 'explorer.run')}</Button>
            : <SignInLink text={t('explorer.signIn')} />}
          <label>
            {t('explorer.format')}{' '}
            <select value={format} onChange={(event) => setFormat(event.target.value === 'XML' ? 'XML' : 'JSON')}>
              <option>JSON</option>
              <option>XML</option>
            </select>
          </label>
          {problems.length > 0 && <span className="parameter-problem">{t('explorer.problems', { count: problems.length })}</span>}
        </div>
      </form>
      {failure !== undefined && <FailureNotice failure={failure} />}
      {answer !== undefined && <AnswerView product={operation.product} answer={answer} />}
      <CodeView sample={sample} />
    </article>
  );
}
