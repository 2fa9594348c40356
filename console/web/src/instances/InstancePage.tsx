import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../api/answer';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { MissingPage } from '../shell/EmptyPages';
import { t } from '../text/text';
import { AntiDdosPage } from './AntiDdosPage';
import { EsaPage } from './EsaPage';
import { readAntiDdos, readEsa } from './reading';

/** How often an instance is read again while it is looked at. */
const READ_EVERY_MILLIS = 30_000;

/** One instance of either product. */
export function InstancePage(): ReactNode {
  const { product, id = '' } = useParams();
  switch (product) {
    case 'ddoscoo':
      return <Read key={id} id={id} read={readAntiDdos} show={(reading) => <AntiDdosPage reading={reading} />} />;
    case 'esa':
      return <Read key={id} id={id} read={readEsa} show={(reading) => <EsaPage reading={reading} />} />;
    default:
      return <MissingPage />;
  }
}

interface ReadProperties<T> {
  readonly id: string;
  readonly read: (id: string, signal: AbortSignal) => Promise<T | undefined>;
  readonly show: (reading: T) => ReactNode;
}

function Read<T>({ id, read, show }: ReadProperties<T>): ReactNode {
  const { value, failure, reload } = useAnswer(id, async (signal) => ({ reading: await read(id, signal) }), READ_EVERY_MILLIS);
  if (value === undefined) {
    return failure === undefined ? (
      <Skeleton active paragraph={{ rows: 10, width: '100%' }} />
    ) : (
      <FailureNotice failure={failure} retry={reload} />
    );
  }
  if (value.reading === undefined) {
    return (
      <Hint title={t('instance.gone')} text={t('instance.gone.text', { id })}>
        <Link to="/">{t('shell.toInstances')}</Link>
      </Hint>
    );
  }
  return (
    <>
      {failure !== undefined && <FailureNotice failure={failure} retry={reload} />}
      {show(value.reading)}
    </>
  );
}
