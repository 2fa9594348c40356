import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { RawAnswer } from '../api/client';
import { errorPath } from '../shell/errorPath';
import { waitText } from '../shell/FailureNotice';
import { Tabs, type Tab } from '../shell/Tabs';
import { t } from '../text/text';
import { JsonTree } from './JsonTree';
import { Lines } from './Lines';
import { SentRequest, SigningSteps } from './SigningSteps';
import { tookText } from './took';
import { indented } from './xml';

/** What an operation answered, and how it was asked. */
export function AnswerView({ product, answer }: { readonly product: string; readonly answer: RawAnswer }): ReactNode {
  const [chosen, setChosen] = useState('body');
  const { trace } = answer;
  const tabs: readonly Tab[] = [
    { id: 'body', label: t('explorer.answer.body'), content: () => <Body text={answer.body} /> },
    { id: 'raw', label: t('explorer.answer.raw'), content: () => <Lines text={answer.body} /> },
    {
      id: 'headers', label: t('explorer.answer.headers'),
      content: () => <Lines text={Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`).join('\n')} />,
    },
    ...(trace === undefined ? [] : [
      { id: 'request', label: t('explorer.answer.request'), content: () => <SentRequest trace={trace} /> },
      { id: 'signing', label: t('explorer.answer.signing'), content: () => <SigningSteps trace={trace} /> },
    ]),
  ];
  return (
    <section className="answer" aria-label={t('explorer.answer')}>
      <p className="answer-facts" role="status">
        <strong className={answer.status < 400 ? 'good' : 'bad'}>{answer.status}</strong>
        {answer.code !== undefined && (
          <Link to={errorPath({ product, code: answer.code, requestId: answer.requestId })}>
            {answer.code}
          </Link>
        )}
        <span>{tookText(answer.durationMillis)}</span>
        <span>
          {t('failure.requestId')} <code>{answer.requestId}</code>
        </span>
      </p>
      {answer.message !== undefined && (
        <p className="answer-message">
          {answer.message}
          {answer.retryAfterMillis !== undefined && <> {waitText(answer.retryAfterMillis)}</>}
        </p>
      )}
      <Tabs label={t('explorer.answer')} tabs={tabs} chosen={chosen} onChoose={setChosen} />
    </section>
  );
}

function Body({ text }: { readonly text: string }): ReactNode {
  if (text.trimStart().startsWith('<')) {
    return <Lines text={indented(text)} />;
  }
  try {
    return <JsonTree value={JSON.parse(text)} />;
  } catch {
    return <Lines text={text} />;
  }
}
