import { ask } from '../api/products';
import type { Price } from './offers';

interface PriceWire {
  readonly PriceModel: { readonly RatePlan: { readonly PlanPriceList: readonly { readonly PlanName: string; readonly Currency: string; readonly TotalPrice: number; readonly Position: number }[] } };
}

/** A site plan as it is sold. */
export interface PlanOffer {
  readonly name: string;
  readonly price: Price;
}

/** The site plans, in the order of the catalogue, for a period. */
export async function planOffers(months: number, signal: AbortSignal): Promise<readonly PlanOffer[]> {
  return offered(await ask<PriceWire>('esa', 'DescribeRatePlanPrice', { Period: months }, signal));
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
