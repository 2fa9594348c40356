import type { ReactNode } from 'react';
import type { Trace } from '../api/client';
import { t, type TextKey } from '../text/text';
import { Lines } from './Lines';

/** The steps as the server names them, in order. */
const STEPS: Readonly<Record<string, TextKey>> = {
  'body-hash': 'explorer.step.bodyHash',
  'canonical-request': 'explorer.step.canonicalRequest',
  'canonical-request-hash': 'explorer.step.canonicalRequestHash',
  'string-to-sign': 'explorer.step.stringToSign',
  signature: 'explorer.step.signature',
  authorization: 'explorer.step.authorization',
};

/** How the request was signed, for who learns it: each step, what it does and what it gave. */
export function SigningSteps({ trace }: { readonly trace: Trace }): ReactNode {
  return (
    <>
      <p className="quiet">{t('explorer.signing.text')}</p>
      <ol className="steps">
        {trace.steps.map(({ name, value }) => {
          const key = STEPS[name];
          return (
            <li key={name}>
              <p>{key === undefined ? name : t(key)}</p>
              <Lines text={value} />
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** The request as it went out. */
export function SentRequest({ trace }: { readonly trace: Trace }): ReactNode {
  const headers = Object.entries(trace.headers).map(([name, value]) => `${name}: ${value}`).join('\n');
  return <Lines text={`${trace.method} ${trace.url}\n${headers}${trace.body === '' ? '' : `\n\n${trace.body}`}`} />;
}
