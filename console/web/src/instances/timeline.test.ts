import { describe, expect, test } from 'vitest';
import { DAY } from '../time/span';
import { nextPoint, timeline, type Deadlines } from './timeline';

const MONTH: Deadlines = {
  boughtAt: 0,
  expiresAt: 30 * DAY,
  forwardingStopAt: 37 * DAY,
  automaticReleaseAt: 60 * DAY,
  reservedReleaseAt: undefined,
};

describe('the line of an Anti-DDoS instance', () => {
  test('goes from the purchase to the automatic release', () => {
    const { points } = timeline(MONTH, 0);
    expect(points.map(({ milestone }) => milestone)).toEqual(['bought', 'expiry', 'forwardingStop', 'automaticRelease']);
    expect(points.at(0)?.position).toBe(0);
    expect(points.at(-1)?.position).toBeCloseTo(100);
  });

  test('is protected until expiry, forwards until the stop and is stopped until the release', () => {
    expect(timeline(MONTH, 0).stretches.map(({ kind }) => kind)).toEqual(['protected', 'forwarding', 'stopped']);
  });

  test('says of each point whether it is past', () => {
    const past = (now: number): boolean[] => timeline(MONTH, now).points.map((point) => point.past);
    expect(past(30 * DAY - 1)).toEqual([true, false, false, false]);
    expect(past(30 * DAY)).toEqual([true, true, false, false]);
  });

  test('keeps points apart that three years would push together', () => {
    const years = { ...MONTH, expiresAt: 1095 * DAY, forwardingStopAt: 1102 * DAY, automaticReleaseAt: 1125 * DAY };
    const positions = timeline(years, 0).points.map(({ position }) => position);
    positions.slice(1).forEach((position, index) => expect(position - (positions[index] ?? 0)).toBeGreaterThanOrEqual(14));
  });
});

describe('now', () => {
  test('lies between its neighbours as time does', () => {
    const { now, points } = timeline(MONTH, 15 * DAY);
    expect(now).toBeCloseTo((points[1]?.position ?? 0) / 2);
  });

  test('stays on the line before the purchase and after the end', () => {
    expect(timeline(MONTH, -DAY).now).toBe(0);
    expect(timeline(MONTH, 90 * DAY).now).toBe(100);
  });
});

describe('the line of an ESA security instance', () => {
  test('ends with its reserved release', () => {
    const reserved = { ...MONTH, forwardingStopAt: undefined, reservedReleaseAt: 20 * DAY };
    expect(timeline(reserved, 0).points.map(({ milestone }) => milestone)).toEqual(['bought', 'reservedRelease']);
    expect(timeline(reserved, 0).stretches.map(({ kind }) => kind)).toEqual(['protected']);
  });
});

test('an instance of which only the purchase is known is one point', () => {
  const { points, stretches, now } = timeline(
    { boughtAt: 5, expiresAt: undefined, forwardingStopAt: undefined, automaticReleaseAt: undefined, reservedReleaseAt: undefined },
    9,
  );
  expect(points).toEqual([{ milestone: 'bought', at: 5, position: 0, past: true }]);
  expect(stretches).toEqual([]);
  expect(now).toBe(100);
});

test('what comes next is the first point that is not past', () => {
  expect(nextPoint(MONTH, 30 * DAY - 1)?.milestone).toBe('expiry');
  expect(nextPoint(MONTH, 30 * DAY)?.milestone).toBe('forwardingStop');
  expect(nextPoint(MONTH, 60 * DAY)).toBeUndefined();
});
