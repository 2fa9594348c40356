import { expect, test } from 'vitest';
import { priceText, rateText } from './price';

test.each([
  ['20800', 'CNY', '¥20,800.00'],
  [3120.5, 'USD', '$3,120.50'],
  [-12, 'USD', '-$12.00'],
  [150, 'JPY', '¥150'],
  [7, 'not a currency', '7 not a currency'],
])('the amount %s in %s reads %s', (amount, currency, text) => {
  expect(priceText(amount, currency)).toBe(text);
});

test.each([
  [0, 'bit/s', '0 bit/s'],
  [999, 'bit/s', '999 bit/s'],
  [999.6, '', '1 k'],
  [1_000, 'bit/s', '1 kbit/s'],
  [12_340_000, 'bit/s', '12.3 Mbit/s'],
  [123_400_000, 'bit/s', '123 Mbit/s'],
  [5e15, 'B', '5000 TB'],
])('%d %s reads %s', (value, unit, text) => {
  expect(rateText(value, unit)).toBe(text);
});
