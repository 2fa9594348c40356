import { ask, records } from '../api/products';
import type { Parameters } from '../api/client';

/** What of Anti-DDoS is sold: the product types of the price list. */
export const OFFERINGS = ['ddoscoo', 'ddoscoo_intl', 'ddosDip'] as const;
export type Offering = (typeof OFFERINGS)[number];

/** The periods that things are sold for, in months. */
export const PERIODS_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36] as const;

export interface AttributeWire {
  readonly Code: string;
  readonly Unit: string;
  readonly Values: { readonly AttributeValue: readonly { readonly Value: string; readonly Type: string; readonly Remark: string }[] };
}

/** What one component of a specification can be. */
export type Component =
  | { readonly kind: 'choice'; readonly code: string; readonly unit: string; readonly values: readonly string[] }
  | {
      readonly kind: 'range';
      readonly code: string;
      readonly unit: string;
      readonly least: number;
      readonly most: number;
      readonly step: number;
    };

/** A value for each component, by code. */
export type Specification = Readonly<Record<string, string>>;

/** The component that decides what the others can be. */
const PLAN = 'ProductPlan';
const OF_PLANS = /^ProductPlan (.+)$/;

/** What can be chosen, given the plan that is chosen; components that leave no choice are among them, with one value. */
export function components(attributes: readonly AttributeWire[], plan: string | undefined): readonly Component[] {
  return attributes.flatMap((attribute): Component[] => {
    const offered = attribute.Values.AttributeValue.filter(({ Remark }) => {
      const [, plans] = OF_PLANS.exec(Remark) ?? [];
      return plans === undefined || (plan !== undefined && plans.split(', ').includes(plan));
    });
    const [first] = offered;
    if (first === undefined) {
      return [];
    }
    const { Code: code, Unit: unit } = attribute;
    if (first.Type !== 'range_float') {
      return [{ kind: 'choice', code, unit, values: offered.map(({ Value }) => Value) }];
    }
    const [least = 0, most = 0, step = 1] = first.Value.split('-').map(Number);
    return [{ kind: 'range', code, unit, least, most, step }];
  });
}

/** The specification with every component at a value that it can have: its own where that is one, else the least. */
export function fitted(attributes: readonly AttributeWire[], wanted: Specification): Specification {
  const plans = components(attributes, undefined).find(({ code }) => code === PLAN);
  const plan = plans === undefined ? undefined : fit(plans, wanted[PLAN]);
  const values: Record<string, string> = Object.fromEntries(
    components(attributes, plan).map((component) => [component.code, fit(component, wanted[component.code])]),
  );
  // Burstable protection is never less than the base, which costs what it costs.
  if (Number(values['Bandwidth']) < Number(values['BaseBandwidth'])) {
    values['Bandwidth'] = values['BaseBandwidth'] ?? '';
  }
  return values;
}

function fit(component: Component, wanted: string | undefined): string {
  if (component.kind === 'choice') {
    return component.values.find((value) => value === wanted) ?? component.values[0] ?? '';
  }
  const { least, most, step } = component;
  const value = wanted === undefined || Number.isNaN(Number(wanted)) ? least : Number(wanted);
  const inside = Math.min(most, Math.max(least, value));
  return String(least + Math.round((inside - least) / step) * step);
}

/** The components that differ. */
export function changes(before: Specification, after: Specification): Specification {
  return Object.fromEntries(Object.entries(after).filter(([code, value]) => before[code] !== value));
}

export interface Price {
  readonly amount: number;
  readonly currency: string;
}

interface PriceWire {
  readonly Data: { readonly Currency: string; readonly TradePrice: number };
}

/** What is asked about: something new, a renewal, or another specification for the rest of the time. */
export type Order =
  | { readonly type: 'NewOrder'; readonly months: number; readonly specification: Specification }
  | { readonly type: 'Renewal'; readonly instanceId: string; readonly months: number }
  | { readonly type: 'Upgrade'; readonly instanceId: string; readonly specification: Specification };

/** The price of an order, by the rules that charge for it. */
export async function priceOf(offering: Offering, order: Order, signal?: AbortSignal): Promise<Price> {
  // A renewal is priced as the instance is, but the contract wants a module all the same: it may name one.
  const modules =
    order.type === 'Renewal' ? [{ ModuleCode: 'InstanceId', Config: `InstanceId:${order.instanceId}` }] : modulesOf(order.specification);
  const parameters: Parameters = {
    ProductCode: 'ddos',
    ProductType: offering,
    SubscriptionType: 'Subscription',
    OrderType: order.type,
    ...records('ModuleList', modules),
    ...(order.type === 'Upgrade' ? {} : { ServicePeriodQuantity: order.months, ServicePeriodUnit: 'Month' }),
    ...(order.type === 'NewOrder' ? {} : { InstanceId: order.instanceId }),
  };
  const { Data } = await ask<PriceWire>('bssopenapi', 'GetSubscriptionPrice', parameters, signal);
  return { amount: Data.TradePrice, currency: Data.Currency };
}

function modulesOf(specification: Specification): { ModuleCode: string; Config: string }[] {
  return Object.entries(specification).map(([code, value]) => ({ ModuleCode: code, Config: `${code}:${value}` }));
}

/** A specification as the billing operations take it. */
export function orderParameters(specification: Specification): Parameters {
  return records(
    'Parameter',
    Object.entries(specification).map(([Code, Value]) => ({ Code, Value })),
  );
}

/** What can be chosen about an offering. */
export async function attributesOf(offering: Offering, signal?: AbortSignal): Promise<readonly AttributeWire[]> {
  const answer = await ask<{ Data: { AttributeList: { Attribute: readonly AttributeWire[] } } }>(
    'bssopenapi',
    'DescribePricingModule',
    { ProductCode: 'ddos', ProductType: offering, SubscriptionType: 'Subscription' },
    signal,
  );
  return answer.Data.AttributeList.Attribute;
}
