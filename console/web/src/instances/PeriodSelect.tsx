import { Select } from 'antd';
import type { ReactNode } from 'react';
import { t } from '../text/text';
import { PERIODS_MONTHS } from './offers';

interface Properties {
  readonly id: string;
  readonly value: number;
  readonly onChange: (months: number) => void;
  readonly periods?: readonly number[];
}

/** One of the periods that are sold. */
export function PeriodSelect({ id, value, onChange, periods = PERIODS_MONTHS }: Properties): ReactNode {
  return (
    <Select<number>
      id={id}
      value={value}
      onChange={onChange}
      options={periods.map((months) => ({ value: months, label: periodText(months) }))}
    />
  );
}

function periodText(months: number): string {
  return months % 12 === 0 ? t('period.years', { count: months / 12 }) : t('period.months', { count: months });
}
