import { useMemo, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { useAnswer } from '../api/answer';
import { openApi, products as readProducts, type ProductSummary } from '../api/client';
import { readOperation, type Operation } from '../contract/contract';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { summarised } from '../text/operations';
import { t } from '../text/text';
import { OperationList } from './OperationList';
import './explorer.css';

interface OperationBrowserProperties {
  /** The address that the places of operations begin with: `/explorer`. */
  readonly base: string;
  /** What stands beside the list while no operation is chosen. */
  readonly empty: ReactNode;
  /** What stands there for one. */
  readonly page: (operation: Operation) => ReactNode;
}

/** The list of all operations, and beside it the one that the address names. */
export function OperationBrowser({ base, empty, page }: OperationBrowserProperties): ReactNode {
  const { product, action } = useParams();
  const known = useAnswer('products', async () => summarised(await readProducts()));
  if (known.value === undefined) {
    return known.failure === undefined ? <p role="status">{t('explorer.loading')}</p> : <FailureNotice failure={known.failure} retry={known.reload} />;
  }
  const chosen = product === undefined || action === undefined ? undefined : { product, action };
  return (
    <div className={chosen === undefined ? 'explorer' : 'explorer explorer-chosen'}>
      <OperationList products={known.value} base={base} open={product ?? known.value[0]?.product ?? ''} />
      <div className="explorer-place">
        {chosen === undefined ? empty : <Chosen key={`${chosen.product}/${chosen.action}`} products={known.value} page={page} {...chosen} />}
      </div>
    </div>
  );
}

interface ChosenProperties {
  readonly products: readonly ProductSummary[];
  readonly product: string;
  readonly action: string;
  readonly page: (operation: Operation) => ReactNode;
}

function Chosen({ products, product, action, page }: ChosenProperties): ReactNode {
  const version = products.find((one) => one.product === product)?.version;
  const document = useAnswer(`openapi/${product}`, async () => (version === undefined ? {} : await openApi(product, version)));
  const operation = useMemo(() => readOperation(document.value, action), [document.value, action]);
  if (operation !== undefined) {
    return page(operation);
  }
  if (document.failure !== undefined) {
    return <FailureNotice failure={document.failure} retry={document.reload} />;
  }
  return document.loading
    ? <p role="status">{t('explorer.loading')}</p>
    : <Hint title={t('explorer.unknown', { action })} text={t('explorer.unknown.text')} />;
}
