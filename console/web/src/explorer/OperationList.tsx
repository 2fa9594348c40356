import { Input } from 'antd';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { ProductSummary } from '../api/client';
import { Hint } from '../shell/Hint';
import { t } from '../text/text';
import { found } from './finding';

interface OperationListProperties {
  readonly products: readonly ProductSummary[];
  /** The page that an operation leads to: `/explorer` or `/reference`. */
  readonly base: string;
  /** The product whose operations are in sight at first. */
  readonly open: string;
}

/** Every operation of every product, with a search over all of them. */
export function OperationList({ products, base, open }: OperationListProperties): ReactNode {
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const groups = useMemo(() => found(products, wanted), [products, wanted]);
  return (
    <nav className="operations" aria-label={t('explorer.operations')}>
      <Input
        type="search"
        aria-label={t('explorer.search')}
        placeholder={t('explorer.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {groups.length === 0 && <Hint title={t('explorer.nothingFound')} text={t('explorer.nothingFound.text')} />}
      {groups.map(({ product, version, operations }) => (
        // Open while something is searched for: what was found must be in sight.
        <details key={`${product} ${wanted === ''}`} open={wanted !== '' || product === open}>
          <summary>
            <strong>{product}</strong> <span className="quiet">{version}</span> <span className="quiet numbers">{operations.length}</span>
          </summary>
          <ul>
            {operations.map(({ action, built }) => (
              <li key={action}>
                <NavLink to={`${base}/${product}/${action}`} className={built ? '' : 'unbuilt'}>
                  {action}
                  {!built && <span className="mark">{t('explorer.notBuilt')}</span>}
                </NavLink>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}
