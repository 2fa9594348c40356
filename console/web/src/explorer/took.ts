import { t } from '../text/text';

/** A duration in milliseconds, to a tenth of one. */
export function tookText(millis: number): string {
  return t('explorer.took', { millis: Math.round(millis * 10) / 10 });
}
