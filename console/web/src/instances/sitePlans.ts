import { ask } from '../api/products';
import { t } from '../text/text';
import type { Price } from './offers';
import { priceText } from './price';

interface PriceWire {
  readonly PriceModel: {
    readonly RatePlan: {
      readonly PlanPriceList: readonly {
        readonly PlanName: string;
        readonly Currency: string;
        readonly TotalPrice: number;
        readonly Position: number;
      }[];
    };
  };
}

/** A site plan as it is sold. */
export interface PlanOffer {
  readonly name: string;
  readonly price: Price;
}

/** The site plans, in the order of the catalogue, each with its price for a month. */
export async function planOffers(signal: AbortSignal): Promise<readonly PlanOffer[]> {
  return offered(await ask<PriceWire>('esa', 'DescribeRatePlanPrice', { Period: 1 }, signal));
}

/** A site plan as one of several to choose from. */
export function planOption({ name, price }: PlanOffer): { readonly value: string; readonly label: string } {
  return { value: name, label: t('buy.planOption', { name, price: priceText(price.amount, price.currency) }) };
}

/** What a site plan costs for a period. */
export async function planPrice(name: string, months: number, signal: AbortSignal): Promise<Price> {
  const [offer] = offered(await ask<PriceWire>('esa', 'DescribeRatePlanPrice', { PlanName: name, Period: months }, signal));
  if (offer === undefined) {
    throw new Error(`${name} has no price`);
  }
  return offer.price;
}

function offered(answer: PriceWire): readonly PlanOffer[] {
  return [...answer.PriceModel.RatePlan.PlanPriceList]
    .sort((one, other) => one.Position - other.Position)
    .map(({ PlanName, TotalPrice, Currency }) => ({ name: PlanName, price: { amount: TotalPrice, currency: Currency } }));
}
