import type { ReactNode } from 'react';
import { LANGUAGE, t } from '../text/text';
import { componentName, valueText } from './components';
import type { AntiDdosReading } from './reading';

/** What was bought, component by component, and the limits that come with it. */
export function SpecificationTab({ reading }: { readonly reading: AntiDdosReading }): ReactNode {
  const { specs } = reading;
  const limits: readonly (readonly [name: string, value: number | undefined])[] = [
    [t('specification.connections'), specs.ConnLimit],
    [t('specification.newConnections'), specs.CpsLimit],
  ];
  return (
    <dl className="facts">
      {Object.entries(reading.specification).map(([code, value]) => (
        <div key={code}>
          <dt>{componentName(code)}</dt>
          <dd>{valueText(code, value)}</dd>
        </div>
      ))}
      {limits.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === undefined ? t('state.unknown') : value.toLocaleString(LANGUAGE)}</dd>
        </div>
      ))}
    </dl>
  );
}
