import { t } from '../text/text';

/**
 * What a release cuts off, in sentences. A connection that was opened before the span that was looked at, and carried nothing since, is open and
 * has no client that is known of; UDP has clients and may have nothing open.
 */
export function cutOff(use: { readonly Clients: number; readonly OpenConnections: number }): readonly string[] {
  return [
    ...(use.OpenConnections === 0 ? [] : [t('release.breaks.connections', { count: use.OpenConnections })]),
    ...(use.Clients === 0 ? [] : [t('release.breaks.clients', { count: use.Clients })]),
  ];
}
