import { Button, Input, Select, Skeleton } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { asFailure } from '../api/answer';
import { useEdition } from '../api/freshness';
import { FailureNotice } from '../shell/FailureNotice';
import { Hint } from '../shell/Hint';
import { Title } from '../shell/Title';
import { t, type TextKey } from '../text/text';
import { Left, Moment } from '../time/Moment';
import type { Instance, Region, Status } from './instance';
import { listing, PORTION, REGIONS } from './listing';
import type { MergedList, SourceFailure } from './merging';
import type { Filter } from './search';
import { StatusMark } from './StatusMark';

const STATUSES: readonly Status[] = ['running', 'expired', 'ending', 'overdue', 'released'];
const TYPING_MILLIS = 300;

/** Every instance of the account, of both products, newest first. What is looked for is kept in the address. */
export function InstancesPage(): ReactNode {
  const [parameters, setParameters] = useSearchParams();
  const filter = filterIn(parameters);
  const filtered = filter.text !== '' || filter.status !== 'any' || filter.region !== 'any';
  const change = (name: string, value: string): void => {
    // From the address as it stands: what was chosen a moment ago is in it before it is rendered, and would be lost to what was typed before.
    const after = new URLSearchParams(window.location.search);
    if (value === '' || value === 'any') {
      after.delete(name);
    } else {
      after.set(name, value);
    }
    setParameters(after, { replace: true });
  };
  return (
    <>
      <Title of={t('instances.title')} />
      <div className="page-head">
        <h1>{t('instances.title')}</h1>
        <Link to="/buy" className="button-link">
          {t('instances.buy')}
        </Link>
      </div>
      <search className="filters">
        <SearchField text={filter.text} onChange={(text) => change('search', text)} />
        <Select<Status | 'any'>
          value={filter.status}
          onChange={(value) => change('status', value)}
          aria-label={t('instances.status')}
          options={[
            { value: 'any', label: t('instances.status.any') },
            ...STATUSES.map((status) => ({ value: status, label: t(`instances.status.${status}`) })),
          ]}
        />
        <Select<Region | 'any'>
          value={filter.region}
          onChange={(value) => change('region', value)}
          aria-label={t('instances.region')}
          popupMatchSelectWidth={false}
          options={[
            { value: 'any', label: t('instances.region.any') },
            ...REGIONS.map((region) => ({ value: region, label: t(`instances.region.${region}`) })),
          ]}
        />
      </search>
      <Rows filter={filter} filtered={filtered} onClear={() => setParameters({}, { replace: true })} />
    </>
  );
}

/** Waits until typing pauses, so that each letter does not ask the service. */
function SearchField({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }): ReactNode {
  const [typed, setTyped] = useState(text);
  const [heard, setHeard] = useState(text);
  if (text !== heard) {
    setHeard(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setHeard(typed);
      onChange(typed);
    }, TYPING_MILLIS);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      type="search"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      allowClear
      placeholder={t('instances.search')}
      aria-label={t('instances.search')}
    />
  );
}

interface Loaded {
  readonly list: MergedList<Instance>;
  readonly rows: readonly Instance[];
  readonly more: boolean;
  readonly failures: readonly SourceFailure[];
}

function Rows({
  filter,
  filtered,
  onClear,
}: {
  readonly filter: Filter;
  readonly filtered: boolean;
  readonly onClear: () => void;
}): ReactNode {
  const edition = useEdition();
  const { text, status, region } = filter;
  const [loaded, setLoaded] = useState<Loaded>();
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    const fresh = listing({ text, status, region });
    let wanted = true;
    setLoading(true);
    void fresh.take(PORTION).then((rows) => {
      if (wanted) {
        setLoaded({ list: fresh, rows, more: fresh.more, failures: fresh.failures });
        setLoading(false);
      }
    });
    return () => {
      wanted = false;
    };
  }, [text, status, region, edition]);

  if (loaded === undefined) {
    return <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />;
  }
  const { list } = loaded;
  const more = (): void => {
    setLoading(true);
    void list.take(PORTION).then((rows) => {
      // Meanwhile something else may have been looked for.
      setLoaded((before) =>
        before?.list === list ? { list, rows: [...before.rows, ...rows], more: list.more, failures: list.failures } : before,
      );
      setLoading(false);
    });
  };
  return (
    <div aria-busy={loading} className={loading ? 'stale' : undefined}>
      {loaded.failures.map(({ name, reason }) => (
        <div key={name} className="source-failure">
          <p>{t('instances.sourceFailed', { name })}</p>
          <FailureNotice failure={asFailure(reason)} />
        </div>
      ))}
      {loaded.rows.length > 0 && <InstanceTable rows={loaded.rows} />}
      {loaded.rows.length === 0 && loaded.failures.length === 0 && <NoRows filtered={filtered} onClear={onClear} />}
      {loaded.rows.length > 0 && (
        <p className="list-end" role="status">
          {t(loaded.more ? 'instances.shown' : 'instances.count', { count: loaded.rows.length })}
          {loaded.more && (
            <Button onClick={more} loading={loading}>
              {t('instances.more')}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

function NoRows({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }): ReactNode {
  return filtered ? (
    <Hint title={t('instances.noneFound')} text={t('instances.noneFound.text')}>
      <Button onClick={onClear}>{t('instances.clear')}</Button>
    </Hint>
  ) : (
    <Hint title={t('instances.none')} text={t('instances.none.text')}>
      <Link to="/buy" className="button-link">
        {t('instances.buy')}
      </Link>
    </Hint>
  );
}

const COLUMNS: readonly TextKey[] = [
  'instances.instance',
  'instances.status',
  'instances.address',
  'instances.plan',
  'instances.region',
  'instances.expires',
];

/** A table where there is room, cards where there is not: the same elements, laid out by the style sheet. */
function InstanceTable({ rows }: { readonly rows: readonly Instance[] }): ReactNode {
  const navigate = useNavigate();
  return (
    <table className="rows rows-linked">
      <thead>
        <tr>
          {COLUMNS.map((key) => (
            <th key={key} scope="col">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            onClick={(event) => {
              // A click into the row is one on its link; one that marks text, or meets something to click itself, is not.
              if (!(event.target as Element).closest('a, button') && getSelection()?.isCollapsed !== false) {
                void navigate(pathOf(row));
              }
            }}
          >
            <td>
              <Link to={pathOf(row)} className="mono">
                {row.id}
              </Link>
              <span className="under">
                {t(`instances.kind.${row.kind}`)}
                {row.remark !== '' && ` · ${row.remark}`}
              </span>
            </td>
            <td>
              <StatusMark status={row.status} />
              {row.status === 'expired' && row.kind === 'antiDdos' && (
                <span className="under">{t(row.forwarding ? 'instances.stillForwards' : 'instances.forwardsNoMore')}</span>
              )}
            </td>
            <td className="mono" data-label={t('instances.address')}>
              {row.addresses.length === 0 ? <span className="quiet">{t('instances.noSite')}</span> : row.addresses.slice(0, 2).join(', ')}
              {row.addresses.length > 2 && <span className="quiet"> {t('instances.andMore', { count: row.addresses.length - 2 })}</span>}
            </td>
            <td data-label={t('instances.plan')}>{row.plan}</td>
            <td data-label={t('instances.region')}>{t(`instances.region.${row.region}`)}</td>
            <td data-label={t('instances.expires')}>
              <Expiry row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Expiry({ row }: { readonly row: Instance }): ReactNode {
  const at = row.reservedReleaseAt ?? row.expiresAt;
  if (at === undefined) {
    return <span className="quiet">{t('instances.noExpiry')}</span>;
  }
  return (
    <>
      <Moment at={at} />
      <span className="under">
        {row.reservedReleaseAt !== undefined && `${t('instances.reserved')} · `}
        <Left until={at} />
      </span>
    </>
  );
}

/** The address of an instance's page. */
function pathOf(row: Instance): string {
  return `/instances/${row.product}/${encodeURIComponent(row.id)}`;
}

function filterIn(parameters: URLSearchParams): Filter {
  const status = parameters.get('status');
  const region = parameters.get('region');
  return {
    text: parameters.get('search') ?? '',
    status: STATUSES.find((known) => known === status) ?? 'any',
    region: REGIONS.find((known) => known === region) ?? 'any',
  };
}
