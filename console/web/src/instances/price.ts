import { LANGUAGE } from '../text/text';

/** An amount of money as it is read: "¥26,800.00". */
export function priceText(amount: number | string, currency: string): string {
  const value = Number(amount);
  try {
    return new Intl.NumberFormat(LANGUAGE, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(value);
  } catch {
    return `${value} ${currency}`;
  }
}

const STEPS = ['', 'k', 'M', 'G', 'T'] as const;

/** A count or rate with the prefix that keeps it short: "12.3 Mbit/s" of `rateText(12_300_000, 'bit/s')`. */
export function rateText(value: number, unit: string): string {
  let step = 0;
  let shown = value;
  while (Math.abs(shown) >= 999.5 && step < STEPS.length - 1) {
    shown /= 1_000;
    step += 1;
  }
  const digits = shown !== 0 && Math.abs(shown) < 99.95 && step > 0 ? 1 : 0;
  const text = shown.toFixed(digits).replace(/\.0$/, '');
  return `${text} ${STEPS[step] ?? ''}${unit}`.trimEnd();
}
