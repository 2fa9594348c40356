/** One list in several parts, newest first: what a server pages. */
export interface Source<T> {
  readonly name: string;
  /** A page of it, counted from 1. The rows may be fewer than `total` says, where some of them are not to be shown. */
  readonly page: (number: number) => Promise<SourcePage<T>>;
}

export interface SourcePage<T> {
  readonly rows: readonly T[];
  /** Whether there are further pages. */
  readonly more: boolean;
}

/** A source that could not be read; the others are shown without it. */
export interface SourceFailure {
  readonly name: string;
  readonly reason: unknown;
}

interface Stream<T> {
  readonly source: Source<T>;
  waiting: T[];
  next: number;
  more: boolean;
  failure: unknown;
}

/**
 * Several lists as one, newest first. A page of a source is fetched when its rows run out and not before, so a million of them cost
 * no more than what is shown. A source that fails is left out from there on and named.
 */
export class MergedList<T> {
  private readonly streams: readonly Stream<T>[];

  /** @param newestFirst orders two rows: negative when the first is the newer */
  constructor(
    sources: readonly Source<T>[],
    private readonly newestFirst: (one: T, other: T) => number,
  ) {
    this.streams = sources.map((source) => ({ source, waiting: [], next: 1, more: true, failure: undefined }));
  }

  /** The next rows, at most so many. Not to be called again before it has answered. */
  async take(count: number): Promise<readonly T[]> {
    const taken: T[] = [];
    while (taken.length < count) {
      await Promise.all(this.streams.filter((stream) => stream.waiting.length === 0 && stream.more).map(fill));
      const newest = this.newest();
      if (newest === undefined) {
        break;
      }
      taken.push(newest);
    }
    return taken;
  }

  /** Whether there may be further rows. */
  get more(): boolean {
    return this.streams.some((stream) => stream.waiting.length > 0 || stream.more);
  }

  get failures(): readonly SourceFailure[] {
    return this.streams.flatMap(({ source, failure }) => (failure === undefined ? [] : [{ name: source.name, reason: failure }]));
  }

  private newest(): T | undefined {
    let chosen: Stream<T> | undefined;
    for (const stream of this.streams) {
      const [head] = stream.waiting;
      const [best] = chosen?.waiting ?? [];
      if (head !== undefined && (best === undefined || this.newestFirst(head, best) < 0)) {
        chosen = stream;
      }
    }
    return chosen?.waiting.shift();
  }
}

/** Fetches until there is a row or an end. */
async function fill<T>(stream: Stream<T>): Promise<void> {
  try {
    while (stream.waiting.length === 0 && stream.more) {
      const page = await stream.source.page(stream.next);
      stream.next += 1;
      stream.more = page.more;
      stream.waiting = [...page.rows];
    }
  } catch (reason) {
    stream.more = false;
    stream.failure = reason;
  }
}
