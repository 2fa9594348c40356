/** What can happen in the life of an instance, apart from now. */
export type Milestone = 'bought' | 'expiry' | 'forwardingStop' | 'automaticRelease' | 'reservedRelease';

export interface Deadlines {
  readonly boughtAt: number;
  readonly expiresAt: number | undefined;
  readonly forwardingStopAt: number | undefined;
  readonly automaticReleaseAt: number | undefined;
  readonly reservedReleaseAt: number | undefined;
}

export interface Point {
  readonly milestone: Milestone;
  readonly at: number;
  /** Where it lies on the line, from 0 to 100. */
  readonly position: number;
  readonly past: boolean;
}

/** A stretch of the line in which the same is on. */
export interface Stretch {
  readonly kind: 'protected' | 'forwarding' | 'stopped';
  readonly from: number;
  readonly to: number;
}

export interface Timeline {
  readonly points: readonly Point[];
  readonly stretches: readonly Stretch[];
  readonly now: number;
}

/** The least distance of two points on the line, so that both can be seen and read. */
const APART = 14;

/**
 * Lays the life of an instance on a line from 0 to 100. Between two points time is even, but points that would lie closer than can be read are moved
 * apart, so a purchase for three years does not push the week after expiry into one spot. Now lies between its neighbours as time does.
 */
export function timeline(deadlines: Deadlines, now: number): Timeline {
  const points = milestones(deadlines);
  const positions = spread(points.map(({ at }) => at));
  const placed = points.map((point, index) => ({ ...point, position: positions[index] ?? 0, past: point.at <= now }));
  return { points: placed, stretches: stretches(placed, deadlines), now: place(placed, now) };
}

function milestones(deadlines: Deadlines): { readonly milestone: Milestone; readonly at: number }[] {
  const all: readonly (readonly [Milestone, number | undefined])[] = [
    ['bought', deadlines.boughtAt],
    ['expiry', deadlines.expiresAt],
    ['forwardingStop', deadlines.forwardingStopAt],
    ['reservedRelease', deadlines.reservedReleaseAt],
    ['automaticRelease', deadlines.automaticReleaseAt],
  ];
  return (
    all
      .flatMap(([milestone, at]) => (at === undefined ? [] : [{ milestone, at }]))
      // Nothing follows a reserved release.
      .filter(({ at }) => deadlines.reservedReleaseAt === undefined || at <= deadlines.reservedReleaseAt)
      .sort((one, other) => one.at - other.at)
  );
}

/** Shares the line out: each gap gets what can be read, and what is left goes by time. */
function spread(times: readonly number[]): number[] {
  const gaps = times.slice(1).map((at, index) => Math.max(0, at - (times[index] ?? at)));
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  const least = gaps.length === 0 ? 0 : Math.min(APART, 100 / gaps.length);
  const free = 100 - least * gaps.length;
  let position = 0;
  return [0, ...gaps.map((gap) => (position += least + (total === 0 ? free / gaps.length : (free * gap) / total)))];
}

function place(points: readonly Point[], now: number): number {
  const after = points.findIndex(({ at }) => at > now);
  const next = points[after];
  const before = points[after - 1];
  if (next === undefined) {
    return 100;
  }
  if (before === undefined) {
    return 0;
  }
  return before.position + ((next.position - before.position) * (now - before.at)) / (next.at - before.at);
}

function stretches(points: readonly Point[], deadlines: Deadlines): Stretch[] {
  const { expiresAt, forwardingStopAt } = deadlines;
  return points.slice(1).map((point, index) => {
    const begin = points[index] ?? point;
    const kind =
      expiresAt === undefined || begin.at < expiresAt
        ? 'protected'
        : forwardingStopAt !== undefined && begin.at < forwardingStopAt
          ? 'forwarding'
          : 'stopped';
    return { kind, from: begin.position, to: point.position };
  });
}

/** What comes next; undefined when nothing does. */
export function nextPoint(deadlines: Deadlines, now: number): Point | undefined {
  return timeline(deadlines, now).points.find((point) => !point.past);
}
