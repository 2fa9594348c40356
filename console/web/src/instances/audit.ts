import type { Parameters } from '../api/client';
import { ask } from '../api/products';
import { instantOf } from '../time/zone';

interface RequestWire {
  readonly CalledRequestId: string;
  readonly Product: string;
  readonly CalledAction: string;
  readonly Resource: string;
  readonly Outcome: string;
  readonly Caller: string;
  readonly SourceAddress: string;
  readonly ServiceTime: string;
  readonly Warning?: string;
}

export interface AuditedCall {
  readonly requestId: string;
  readonly product: string;
  readonly action: string;
  /** OK, or the code of the error. */
  readonly outcome: string;
  readonly caller: string;
  readonly source: string;
  readonly at: number;
  readonly warning: string | undefined;
}

export interface AuditPortion {
  readonly calls: readonly AuditedCall[];
  /** Where to go on; undefined when the records end. */
  readonly next: string | undefined;
}

/** So many are shown, at least, before the viewer is asked whether to go on. */
const CALLS_A_PORTION = 20;
const CALLS_A_PAGE = 100;
/** How many pages of the account's calls are looked through before the viewer is asked whether to go on. */
const PAGES_A_PORTION = 10;

/** The calls that changed an instance or tried to, newest first, from a place on. */
export async function readChanges(id: string, place: string): Promise<AuditPortion> {
  const { Requests, NextToken } = await page({ ChangedResourceId: id, MaxResults: CALLS_A_PORTION }, place);
  return { calls: Requests.map(audited), next: NextToken };
}

/**
 * The same with those that only read. These cannot be asked for by what they name, as an index of them would make every call dearer, so the account's
 * calls are looked through.
 */
export async function readCalls(id: string, place: string): Promise<AuditPortion> {
  const calls: AuditedCall[] = [];
  let next: string | undefined = place;
  for (let pages = 0; pages < PAGES_A_PORTION && next !== undefined && calls.length < CALLS_A_PORTION; pages++) {
    const answer: RequestsWire = await page({ MaxResults: CALLS_A_PAGE }, next);
    calls.push(...answer.Requests.filter((request) => concerns(request, id)).map(audited));
    next = answer.NextToken;
  }
  return { calls, next };
}

interface RequestsWire {
  readonly Requests: readonly RequestWire[];
  readonly NextToken?: string;
}

async function page(parameters: Parameters, place: string): Promise<RequestsWire> {
  return await ask<RequestsWire>('breakwater', 'ListRequests', { ...parameters, NextToken: place === '' ? undefined : place });
}

/** Whether a call is about an instance, by the resource that it named. */
export function concerns({ Resource }: Pick<RequestWire, 'Resource'>, id: string): boolean {
  return Resource.split(/[:/]/).includes(id);
}

function audited(wire: RequestWire): AuditedCall {
  return {
    requestId: wire.CalledRequestId,
    product: wire.Product,
    action: wire.CalledAction,
    outcome: wire.Outcome,
    caller: wire.Caller,
    source: wire.SourceAddress,
    at: instantOf(wire.ServiceTime) ?? 0,
    warning: wire.Warning,
  };
}

interface OperationWire {
  readonly OpAction: number;
  readonly OpDesc: string;
  readonly GmtCreate: number;
}

/** A change that the product itself keeps a record of. */
export interface Operation {
  readonly action: number;
  readonly description: string;
  readonly at: number;
}

const OPERATIONS_SHOWN = 50;
const DAYS_KEPT = 30 * 86_400_000;

/** What was done to an address in the last 30 days, as the product records it. */
export async function readOperations(address: string, now: number, signal: AbortSignal): Promise<readonly Operation[]> {
  const answer = await ask<{ OpEntities: readonly OperationWire[] }>(
    'ddoscoo',
    'DescribeOpEntities',
    {
      EntityType: 1,
      EntityObject: address,
      StartTime: Math.floor(now - DAYS_KEPT),
      EndTime: Math.ceil(now),
      PageNumber: 1,
      PageSize: OPERATIONS_SHOWN,
    },
    signal,
  );
  return answer.OpEntities.map(({ OpAction, OpDesc, GmtCreate }) => ({ action: OpAction, description: OpDesc, at: GmtCreate }));
}
