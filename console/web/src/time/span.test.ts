import { describe, expect, test } from 'vitest';
import { DAY, HOUR, leftText, MINUTE, nearness, spanText } from './span';

describe('a span', () => {
  test.each([
    [0, '0 s'],
    [999, '0 s'],
    [1_000, '1 s'],
    [59_999, '59 s'],
    [MINUTE, '1 min'],
    [MINUTE + 5_000, '1 min 5 s'],
    [HOUR, '1 h'],
    [HOUR + 30_000, '1 h'],
    [HOUR + 2 * MINUTE, '1 h 2 min'],
    [DAY - 1, '23 h 59 min'],
    [30 * DAY, '30 d'],
    [30 * DAY - 1_000, '29 d 23 h'],
    [-5_000, '0 s'],
  ])('of %i ms reads %s', (millis, text) => {
    expect(spanText(millis)).toBe(text);
  });
});

test('an instant ahead is left, one behind is ago, and the instant itself is behind', () => {
  expect(leftText(2 * DAY, 0)).toBe('2 d left');
  expect(leftText(0, 2 * DAY)).toBe('2 d ago');
  expect(leftText(DAY, DAY)).toBe('0 s ago');
});

test('an expiry is soon within a week and past from its own instant on', () => {
  expect(nearness(8 * DAY, 0)).toBe('far');
  expect(nearness(7 * DAY, 0)).toBe('far');
  expect(nearness(7 * DAY - 1, 0)).toBe('soon');
  expect(nearness(DAY, DAY)).toBe('past');
});
