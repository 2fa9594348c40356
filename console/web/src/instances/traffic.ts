import { ask, list } from '../api/products';
import { DAY, HOUR } from '../time/span';

/** How far back the charts look. */
export type Span = 'hour' | 'day';

/** The length of each span and of the intervals that it is cut into, in milliseconds. */
const SPANS: Readonly<Record<Span, { readonly length: number; readonly step: number }>> = {
  hour: { length: HOUR, step: 30_000 },
  day: { length: DAY, step: 600_000 },
};

interface FlowWire {
  readonly Time: number;
  readonly InBps: number;
  readonly OutBps: number;
  readonly AttackBps: number;
}

interface ConnectionsWire {
  readonly Index: number;
  readonly ActConns: number;
  readonly InActConns: number;
  readonly Cps: number;
}

interface EventWire {
  readonly EventType: string;
  readonly StartTime: number;
  /** Absent while the attack goes on. */
  readonly EndTime?: number;
  readonly Port: string;
  readonly Mbps: number;
  readonly Pps: number;
}

/** A value for each point of time: milliseconds since 1970, and the value. */
export type Series = readonly (readonly [at: number, value: number])[];

export interface Attack {
  readonly kind: string;
  readonly port: string;
  readonly from: number;
  /** Undefined while it goes on. */
  readonly to: number | undefined;
  readonly bitsPerSecond: number;
  readonly packetsPerSecond: number;
}

export interface Traffic {
  readonly from: number;
  readonly until: number;
  readonly in: Series;
  readonly out: Series;
  readonly refused: Series;
  readonly active: Series;
  readonly idle: Series;
  readonly opened: Series;
  readonly attacks: readonly Attack[];
}

const EVENTS_SHOWN = 20;

/** The window that ends with `now`, on whole intervals, so that a point stays what it is while time goes on. */
export function windowOf(span: Span, now: number): { readonly from: number; readonly until: number; readonly step: number } {
  const { length, step } = SPANS[span];
  const until = Math.ceil(now / step) * step;
  return { from: until - length, until, step };
}

/** What went through an instance, up to `now` on the service clock. */
export async function readTraffic(id: string, address: string, span: Span, now: number, signal: AbortSignal): Promise<Traffic> {
  const { from, until, step } = windowOf(span, now);
  const times = { StartTime: from / 1_000, EndTime: until / 1_000 };
  const question = { ...list('InstanceIds', [id]), ...times, Interval: step / 1_000 };
  const [flow, connections, events] = await Promise.all([
    ask<{ PortFlowList: readonly FlowWire[] }>('ddoscoo', 'DescribePortFlowList', question, signal),
    ask<{ ConnsList: readonly ConnectionsWire[] }>('ddoscoo', 'DescribePortConnsList', question, signal),
    ask<{ AttackEvents: readonly EventWire[] }>(
      'ddoscoo',
      'DescribeDDosAllEventList',
      { ...times, Ip: address, PageNumber: 1, PageSize: EVENTS_SHOWN },
      signal,
    ),
  ]);
  // The interval that has not ended yet would show too little.
  const flows = flow.PortFlowList.filter(({ Time }) => Time * 1_000 + step <= now);
  const points = connections.ConnsList.map((wire) => ({ at: from + wire.Index * step, wire })).filter(({ at }) => at + step <= now);
  return {
    from,
    until,
    in: flows.map(({ Time, InBps }) => [Time * 1_000, InBps]),
    out: flows.map(({ Time, OutBps }) => [Time * 1_000, OutBps]),
    refused: flows.map(({ Time, AttackBps }) => [Time * 1_000, AttackBps]),
    active: points.map(({ at, wire }) => [at, wire.ActConns]),
    idle: points.map(({ at, wire }) => [at, wire.InActConns]),
    opened: points.map(({ at, wire }) => [at, wire.Cps]),
    attacks: events.AttackEvents.map(attack),
  };
}

function attack(wire: EventWire): Attack {
  return {
    kind: wire.EventType,
    port: wire.Port,
    from: wire.StartTime * 1_000,
    to: wire.EndTime === undefined ? undefined : wire.EndTime * 1_000,
    bitsPerSecond: wire.Mbps * 1_000_000,
    packetsPerSecond: wire.Pps,
  };
}

/** Whether nothing at all went through. */
export function silent(traffic: Traffic): boolean {
  return [traffic.in, traffic.out, traffic.refused, traffic.active, traffic.idle, traffic.opened].every((series) =>
    series.every(([, value]) => value === 0),
  );
}
