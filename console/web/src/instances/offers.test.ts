import { describe, expect, test } from 'vitest';
import { changes, components, fitted, type AttributeWire } from './offers';

const choice = (code: string, values: readonly string[], remark = ''): AttributeWire => ({
  Code: code,
  Unit: '',
  Values: { AttributeValue: values.map((Value) => ({ Value, Type: 'single_float', Remark: remark })) },
});

const PRO: readonly AttributeWire[] = [
  choice('BaseBandwidth', ['30', '60', '300']),
  { Code: 'Bandwidth', Unit: 'Gbit/s', Values: { AttributeValue: [{ Value: '30-1500-10', Type: 'range_float', Remark: '' }] } },
];

const PREMIUM: readonly AttributeWire[] = [
  choice('ProductPlan', ['0', '1', '2']),
  {
    Code: 'NormalBandwidth',
    Unit: 'Mbit/s',
    Values: {
      AttributeValue: [
        { Value: '100-300-50', Type: 'range_float', Remark: 'ProductPlan 0, 1' },
        { Value: '10-100-10', Type: 'range_float', Remark: 'ProductPlan 2' },
      ],
    },
  },
];

describe('what can be chosen', () => {
  test('is what the price list offers', () => {
    expect(components(PRO, undefined)).toEqual([
      { kind: 'choice', code: 'BaseBandwidth', unit: '', values: ['30', '60', '300'] },
      { kind: 'range', code: 'Bandwidth', unit: 'Gbit/s', least: 30, most: 1500, step: 10 },
    ]);
  });

  test('depends on the plan where the list says so', () => {
    expect(components(PREMIUM, '2')[1]).toMatchObject({ least: 10, most: 100, step: 10 });
    expect(components(PREMIUM, '1')[1]).toMatchObject({ least: 100, most: 300, step: 50 });
    expect(components(PREMIUM, undefined)).toHaveLength(1);
  });
});

describe('a specification is fitted', () => {
  test('to the least of everything when nothing was chosen', () => {
    expect(fitted(PRO, {})).toEqual({ BaseBandwidth: '30', Bandwidth: '30' });
  });

  test('to the plan that was chosen', () => {
    expect(fitted(PREMIUM, { ProductPlan: '2', NormalBandwidth: '300' })).toEqual({ ProductPlan: '2', NormalBandwidth: '100' });
  });

  test('to steps, and into the range', () => {
    expect(fitted(PRO, { Bandwidth: '47' })['Bandwidth']).toBe('50');
    expect(fitted(PRO, { Bandwidth: '9999' })['Bandwidth']).toBe('1500');
    expect(fitted(PRO, { Bandwidth: 'much' })['Bandwidth']).toBe('30');
  });

  test('so that burstable protection is not below the base', () => {
    expect(fitted(PRO, { BaseBandwidth: '300', Bandwidth: '60' })).toEqual({ BaseBandwidth: '300', Bandwidth: '300' });
  });
});

test('only the components that differ are a change', () => {
  expect(changes({ BaseBandwidth: '30', Bandwidth: '30' }, { BaseBandwidth: '60', Bandwidth: '30' })).toEqual({ BaseBandwidth: '60' });
});
