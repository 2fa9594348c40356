import { expect, test } from 'vitest';
import { HOUR } from '../time/span';
import { silent, windowOf, type Traffic } from './traffic';

test('the window ends with the interval that holds now, and begins a span before', () => {
  const now = 10 * HOUR + 12_345;
  expect(windowOf('hour', now)).toEqual({ from: 9 * HOUR + 30_000, until: 10 * HOUR + 30_000, step: 30_000 });
});

test('the window stays while the same interval goes on', () => {
  expect(windowOf('day', 10 * HOUR + 1)).toEqual(windowOf('day', 10 * HOUR + 599_999));
});

test('one connection is not silence', () => {
  const nothing: Traffic = { from: 0, until: 1, in: [[0, 0]], out: [], refused: [], active: [[0, 0]], idle: [], opened: [], attacks: [] };
  expect(silent(nothing)).toBe(true);
  expect(silent({ ...nothing, active: [[0, 1]] })).toBe(false);
});
