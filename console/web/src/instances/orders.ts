import { ask } from '../api/products';
import { instantOf, wireText } from '../time/zone';
import { billingCode, type Instance } from './instance';

interface OrderWire {
  readonly OrderId: string;
  readonly OrderType: string;
  readonly PaymentStatus: string;
  readonly CreateTime: string;
  readonly Currency: string;
  readonly AfterTaxAmount: string;
}

interface DetailWire {
  readonly InstanceIDs: string;
  readonly UsageStartTime?: string;
  readonly UsageEndTime?: string;
}

export interface Order {
  readonly id: string;
  readonly type: string;
  readonly payment: string;
  readonly at: number;
  readonly amount: string;
  readonly currency: string;
  readonly from: number | undefined;
  readonly until: number | undefined;
}

export interface OrderPage {
  /** Those of the page that are about the instance. */
  readonly orders: readonly Order[];
  readonly more: boolean;
}

const ORDERS_A_PAGE = 20;

/**
 * A page of the account's orders since the instance was bought, counted from 1 and newest first, and of those the ones that are about it: billing does not list
 * by instance, so the details of each have to be asked for.
 */
export async function readOrders(instance: Instance, page: number): Promise<OrderPage> {
  const answer = await ask<{ Data: { TotalCount: number; OrderList: { Order: readonly OrderWire[] } } }>('bssopenapi', 'QueryOrders', {
    ProductCode: billingCode(instance),
    CreateTimeStart: wireText(instance.boughtAt - 1_000),
    PageNum: page,
    PageSize: ORDERS_A_PAGE,
  });
  const { OrderList, TotalCount } = answer.Data;
  const orders = await Promise.all(OrderList.Order.map((order) => detailed(order, instance.id)));
  return { orders: orders.filter((order) => order !== undefined), more: page * ORDERS_A_PAGE < TotalCount };
}

async function detailed(order: OrderWire, instanceId: string): Promise<Order | undefined> {
  const answer = await ask<{ Data: { OrderList: { Order: readonly DetailWire[] } } }>('bssopenapi', 'GetOrderDetail', {
    OrderId: order.OrderId,
  });
  const detail = answer.Data.OrderList.Order.find(({ InstanceIDs }) => idsIn(InstanceIDs).includes(instanceId));
  return detail === undefined
    ? undefined
    : {
        id: order.OrderId,
        type: order.OrderType,
        payment: order.PaymentStatus,
        at: instantOf(order.CreateTime) ?? 0,
        amount: order.AfterTaxAmount,
        currency: order.Currency,
        from: instantOf(detail.UsageStartTime),
        until: instantOf(detail.UsageEndTime),
      };
}

/** The ids in a text that is a JSON list of them. */
function idsIn(text: string): readonly unknown[] {
  const ids: unknown = JSON.parse(text);
  return Array.isArray(ids) ? ids : [];
}
