import { t, type TextKey } from '../text/text';

const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UNITS: readonly (readonly [millis: number, key: TextKey])[] = [
  [DAY, 'time.days'],
  [HOUR, 'time.hours'],
  [MINUTE, 'time.minutes'],
  [SECOND, 'time.seconds'],
];

/** A span by its largest unit and, unless that is 0, the next: "29 d 23 h", "4 min". Rounded down; below a second it is "0 s". */
export function spanText(millis: number): string {
  const whole = Math.max(0, Math.floor(millis / SECOND) * SECOND);
  const first = UNITS.findIndex(([unit]) => whole >= unit);
  const parts = first < 0 ? UNITS.slice(-1) : UNITS.slice(first, first + 2);
  let rest = whole;
  const texts: string[] = [];
  for (const [unit, key] of parts) {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    if (count > 0 || texts.length === 0) {
      texts.push(t(key, { count }));
    }
  }
  return texts.join(' ');
}

/** How an instant lies to another: "3 d 2 h left" ahead of it, "3 d 2 h ago" behind. */
export function leftText(until: number, now: number): string {
  return until > now ? t('time.left', { span: spanText(until - now) }) : t('time.ago', { span: spanText(now - until) });
}

/** How near an expiry is, for the colour of it: a week ahead is soon, what is over is past. */
export function nearness(until: number, now: number): 'past' | 'soon' | 'far' {
  return until <= now ? 'past' : until - now < 7 * DAY ? 'soon' : 'far';
}
