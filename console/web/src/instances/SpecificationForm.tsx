import { InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../shell/Field';
import { t } from '../text/text';
import { componentName, valueText } from './components';
import { components, fitted, type AttributeWire, type Component, type Specification } from './offers';

interface Properties {
  readonly attributes: readonly AttributeWire[];
  readonly value: Specification;
  readonly onChange: (value: Specification) => void;
  /** Whether a component can still be chosen. */
  readonly open?: (code: string) => boolean;
}

/** A control for each component of the price list that leaves a choice. */
export function SpecificationForm({ attributes, value, onChange, open = () => true }: Properties): ReactNode {
  const offered = components(attributes, value['ProductPlan']).filter(
    (component) => open(component.code) && (component.kind === 'range' || component.values.length > 1),
  );
  return (
    <div className="fields">
      {offered.map((component) => (
        <Field key={component.code} name={component.code} label={componentName(component.code)} {...hintOf(component)}>
          <Control
            component={component}
            value={value[component.code] ?? ''}
            onChange={(chosen) => onChange(fitted(attributes, { ...value, [component.code]: chosen }))}
          />
        </Field>
      ))}
    </div>
  );
}

function Control({
  component,
  value,
  onChange,
}: {
  readonly component: Component;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return component.kind === 'choice' ? (
    <Select
      id={component.code}
      value={value}
      onChange={onChange}
      options={component.values.map((choice) => ({ value: choice, label: valueText(component.code, choice) }))}
    />
  ) : (
    <InputNumber
      id={component.code}
      value={Number(value)}
      min={component.least}
      max={component.most}
      step={component.step}
      changeOnBlur
      suffix={component.unit}
      onChange={(number) => onChange(String(number ?? component.least))}
    />
  );
}

function hintOf(component: Component): { readonly hint?: string } {
  return component.kind === 'range' ? { hint: t('buy.range', { least: component.least, most: component.most, step: component.step }) } : {};
}
