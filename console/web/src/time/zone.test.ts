import { expect, test } from 'vitest';
import { instantOf, localSecondText, localText, utcText, wireText } from './zone';

const AT = Date.UTC(2026, 10, 22, 2, 45, 9, 500);

test('an instant is shown in the zone of the viewer and in UTC', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Asia/Kolkata';
  try {
    expect(localText(AT)).toBe('2026-11-22 08:15');
    expect(localSecondText(AT)).toBe('2026-11-22 08:15:09');
    expect(utcText(AT)).toBe('2026-11-22 02:45:09 UTC');
  } finally {
    if (zone === undefined) {
      delete process.env['TZ'];
    } else {
      process.env['TZ'] = zone;
    }
  }
});

test('an instant goes over the wire in whole seconds and comes back', () => {
  expect(wireText(AT)).toBe('2026-11-22T02:45:09Z');
  expect(instantOf('2026-11-22T02:45:09Z')).toBe(AT - 500);
});

test('a text that is no instant is none', () => {
  expect(instantOf('soon')).toBeUndefined();
  expect(instantOf('')).toBeUndefined();
  expect(instantOf(undefined)).toBeUndefined();
});
