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

const CALLS_A_PAGE = 100;
/** How many pages are looked through before the viewer is asked whether to go on. */
const PAGES_A_PORTION = 10;
const ENOUGH = 20;

/** What names the read operations of every product. */
const READS = /^(?:Describe|List|Get|Query|Check|Inquiry)/;

/**
 * The account's calls that changed an instance or tried to, newest first, from a place on. The records are of the whole account and know no
 * instance to look for, so they are looked through.
 */
export async function readAudit(id: string, place: string, reads: boolean): Promise<AuditPortion> {
  const calls: AuditedCall[] = [];
  let next: string | undefined = place;
  for (let page = 0; page < PAGES_A_PORTION && next !== undefined && calls.length < ENOUGH; page++) {
    const answer: { Requests: readonly RequestWire[]; NextToken?: string } = await ask('breakwater', 'ListRequests', {
      MaxResults: CALLS_A_PAGE,
      NextToken: next === '' ? undefined : next,
    });
    calls.push(...answer.Requests.filter((request) => concerns(request, id, reads)).map(audited));
    next = answer.NextToken;
  }
  return { calls, next };
}

/** Whether a call is about an instance, by the resource that it named. */
export function concerns(request: Pick<RequestWire, 'Resource' | 'CalledAction'>, id: string, reads: boolean): boolean {
  return request.Resource.split(/[:/]/).includes(id) && (reads || !READS.test(request.CalledAction));
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
