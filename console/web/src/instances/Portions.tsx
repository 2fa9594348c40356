import { Button, Skeleton } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { asFailure } from '../api/answer';
import type { ApiFailure } from '../api/client';
import { useEdition } from '../api/freshness';
import { FailureNotice } from '../shell/FailureNotice';

interface Portion<T, P> {
  readonly rows: readonly T[];
  /** Where the next portion begins; undefined at the end. */
  readonly next: P | undefined;
}

interface Properties<T, P> {
  /** What is read; rows of another one are forgotten. */
  readonly of: string;
  readonly first: P;
  readonly read: (place: P) => Promise<Portion<T, P>>;
  readonly show: (rows: readonly T[]) => ReactNode;
  /** What stands in the place of rows where there are none; `more` tells whether further ones can still be read. */
  readonly none: (more: boolean) => ReactNode;
  readonly moreText: string;
}

/** A list that is read by portions, the next when the viewer asks for it. */
export function Portions<T, P>({ of, first, read, show, none, moreText }: Properties<T, P>): ReactNode {
  const edition = useEdition();
  const [rows, setRows] = useState<readonly T[]>();
  const [next, setNext] = useState<P>();
  const [place, setPlace] = useState<P>(first);
  const [failure, setFailure] = useState<ApiFailure>();
  const [turn, setTurn] = useState(0);
  const [loading, setLoading] = useState(true);
  const [known, setKnown] = useState(`${of} ${edition}`);
  if (known !== `${of} ${edition}`) {
    setKnown(`${of} ${edition}`);
    setPlace(first);
  }
  useEffect(() => {
    let wanted = true;
    setLoading(true);
    setFailure(undefined);
    read(place)
      .then(
        (portion) => {
          if (wanted) {
            setRows((before) => (place === first ? portion.rows : [...(before ?? []), ...portion.rows]));
            setNext(portion.next);
          }
        },
        (reason: unknown) => wanted && setFailure(asFailure(reason)),
      )
      .finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
    // What is read is named by `known`; the functions may be others at each drawing.
  }, [known, place, turn]);

  return (
    <div aria-busy={loading}>
      {rows === undefined && failure === undefined && <Skeleton active paragraph={{ rows: 4, width: '100%' }} />}
      {rows !== undefined && (rows.length > 0 ? show(rows) : none(next !== undefined))}
      {failure !== undefined && <FailureNotice failure={failure} retry={() => setTurn(turn + 1)} />}
      {rows !== undefined && next !== undefined && failure === undefined && (
        <p className="list-end">
          <Button loading={loading} onClick={() => setPlace(next)}>
            {moreText}
          </Button>
        </p>
      )}
    </div>
  );
}
