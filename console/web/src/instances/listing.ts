import { ask, list, records } from '../api/products';
import type { Parameters } from '../api/client';
import { t } from '../text/text';
import {
  antiDdos,
  editionKey,
  security,
  sitePlan,
  type AntiDdosWire,
  type Instance,
  type Region,
  type SecurityWire,
  type SitePlanWire,
  type Status,
} from './instance';
import { MergedList, type Source, type SourcePage } from './merging';
import { rateText } from './price';
import { wanted, type Filter, type Wanted } from './search';

/** How many rows are shown at a time, and fetched of each product. */
export const PORTION = 50;

/** The instances that a filter asks for, of all products, newest first. */
export function listing(filter: Filter): MergedList<Instance> {
  const what = wanted(filter.text);
  return new MergedList(
    [antiDdosSource(filter, what), sitePlanSource(filter, what), securitySource(filter, what)].filter((source) => source !== undefined),
    (one, other) => other.boughtAt - one.boughtAt || (one.id < other.id ? 1 : -1),
  );
}

const ANTI_DDOS_STATUS: Readonly<Partial<Record<Status, number>>> = { running: 1, expired: 2 };
const ESA_STATUS: Readonly<Partial<Record<Status, string>>> = {
  running: 'online',
  ending: 'online',
  expired: 'offline',
  overdue: 'overdue',
  released: 'disable',
};

function antiDdosSource(filter: Filter, what: Wanted): Source<Instance> | undefined {
  const status = filter.status === 'any' ? undefined : ANTI_DDOS_STATUS[filter.status];
  if (filter.region === 'global' || (filter.status !== 'any' && status === undefined) || (what.by === 'id' && !isAntiDdosId(what.id))) {
    return undefined;
  }
  const conditions: Parameters = {
    ...(filter.region === 'any' ? {} : { RegionId: filter.region }),
    ...(status === undefined ? {} : list('Status', [status])),
    ...antiDdosConditions(what),
  };
  return {
    name: t('instances.kind.antiDdos'),
    page: async (number) => {
      const answer = await ask<{ Instances: readonly AntiDdosWire[]; TotalCount: number }>('ddoscoo', 'DescribeInstances', {
        ...conditions,
        PageNumber: number,
        PageSize: PORTION,
      });
      const plans = await antiDdosPlans(answer.Instances);
      return {
        rows: answer.Instances.map((wire) => antiDdos(wire, plans.get(wire.InstanceId) ?? editionText(wire.Edition))),
        more: number * PORTION < answer.TotalCount,
      };
    },
  };
}

function antiDdosConditions(what: Wanted): Parameters {
  switch (what.by) {
    case 'id':
      return list('InstanceIds', [what.id]);
    case 'address':
      return { Ip: what.address };
    case 'tag':
      return { 'Tag.1.Key': what.key, ...(what.value === undefined ? {} : { 'Tag.1.Value': what.value }) };
    case 'words':
      return { Remark: what.words };
    case 'nothing':
      return {};
  }
}

/** The specification of each instance in words. One that was released meanwhile makes the whole question fail: then there are none. */
async function antiDdosPlans(instances: readonly AntiDdosWire[]): Promise<ReadonlyMap<string, string>> {
  if (instances.length === 0) {
    return new Map();
  }
  const editions = new Map(instances.map((instance) => [instance.InstanceId, editionText(instance.Edition)]));
  const ids = list('InstanceIds', [...editions.keys()]);
  try {
    const answer = await ask<{ InstanceSpecs: readonly SpecificationWire[] }>('ddoscoo', 'DescribeInstanceSpecs', ids);
    return new Map(answer.InstanceSpecs.map((specs) => [specs.InstanceId, planText(editions.get(specs.InstanceId) ?? '', specs)]));
  } catch {
    return editions;
  }
}

export interface SpecificationWire {
  readonly InstanceId: string;
  readonly BaseBandwidth?: number;
  readonly ElasticBandwidth?: number;
  readonly BandwidthMbps?: number;
  readonly QpsLimit?: number;
  readonly PortLimit?: number;
  readonly DomainLimit?: number;
  readonly ConnLimit?: number;
  readonly CpsLimit?: number;
  readonly ElasticBwModel?: string;
}

function planText(edition: string, specs: SpecificationWire): string {
  const protection =
    specs.BaseBandwidth === undefined || specs.BaseBandwidth === 0 ? undefined : rateText(specs.BaseBandwidth * 1e9, 'bit/s');
  return [edition, protection].filter((text) => text !== undefined).join(' · ');
}

export function editionText(edition: number): string {
  const key = editionKey(edition);
  return key === undefined ? t('instances.edition.other', { number: edition }) : t(key);
}

function isAntiDdosId(id: string): boolean {
  return /^ddos/i.test(id);
}

interface EsaPage<T> {
  readonly InstanceInfo: readonly T[];
  readonly TotalCount: number;
}

function sitePlanSource(filter: Filter, what: Wanted): Source<Instance> | undefined {
  const status = esaStatus(filter);
  // A plan is never released by a reservation.
  if (!esaInReach(filter, status) || what.by === 'address' || filter.status === 'ending' || (what.by === 'id' && isAntiDdosId(what.id))) {
    return undefined;
  }
  const shown = (wire: SitePlanWire): Instance => sitePlan(wire);
  return {
    name: t('instances.kind.sitePlan'),
    page: async (number) => {
      if (what.by === 'tag' || what.by === 'words') {
        const plans = await plansOfSites(what, status);
        return { rows: plans.map(shown), more: false };
      }
      const answer = await ask<EsaPage<SitePlanWire>>('esa', 'ListUserRatePlanInstances', {
        InstanceId: what.by === 'id' ? what.id : undefined,
        Status: status,
        PageNumber: number,
        PageSize: PORTION,
      });
      return { rows: answer.InstanceInfo.map(shown), more: number * PORTION < answer.TotalCount };
    },
  };
}

const SITES_SEARCHED = 20;

/** The plans of the sites that carry a tag or these words in their names. */
async function plansOfSites(what: Extract<Wanted, { by: 'tag' | 'words' }>, status: string | undefined): Promise<readonly SitePlanWire[]> {
  const conditions: Parameters =
    what.by === 'words'
      ? { SiteName: what.words, SiteSearchType: 'fuzzy' }
      : records('TagFilter', [{ Key: what.key, ...(what.value === undefined ? {} : { Value: what.value }) }]);
  const answer = await ask<{ Sites: readonly { InstanceId: string }[] }>('esa', 'ListSites', { ...conditions, PageSize: SITES_SEARCHED });
  const ids = [...new Set(answer.Sites.map((site) => site.InstanceId))];
  const plans = await Promise.all(ids.map((id) => planOf(id, status)));
  return plans.filter((plan) => plan !== undefined).sort((one, other) => (one.CreateTime < other.CreateTime ? 1 : -1));
}

/** One site plan; undefined when there is none of this id and status. */
export async function planOf(id: string, status?: string): Promise<SitePlanWire | undefined> {
  const answer = await ask<EsaPage<SitePlanWire>>('esa', 'ListUserRatePlanInstances', { InstanceId: id, Status: status });
  return answer.InstanceInfo[0];
}

function securitySource(filter: Filter, what: Wanted): Source<Instance> | undefined {
  const status = esaStatus(filter);
  if (
    !esaInReach(filter, status) ||
    what.by === 'address' ||
    what.by === 'tag' ||
    what.by === 'words' ||
    (what.by === 'id' && isAntiDdosId(what.id))
  ) {
    return undefined;
  }
  const plans = new Map<string, Promise<SitePlanWire | undefined>>();
  const plan = (id: string): Promise<SitePlanWire | undefined> => {
    const known = plans.get(id) ?? planOf(id);
    plans.set(id, known);
    return known;
  };
  return {
    name: t('instances.kind.security'),
    page: async (number): Promise<SourcePage<Instance>> => {
      const answer = await ask<EsaPage<SecurityWire>>('esa', 'ListDDoSInstances', {
        InstanceId: what.by === 'id' ? what.id : undefined,
        Status: status,
        PageNumber: number,
        PageSize: PORTION,
      });
      const rows = await Promise.all(answer.InstanceInfo.map(async (wire) => security(wire, await plan(wire.SiteInstanceId))));
      return { rows: rows.filter((row) => wantedStatus(row.status, filter)), more: number * PORTION < answer.TotalCount };
    },
  };
}

/** What is released stays in ESA's list for ever: it is shown to those who ask for it, or for its id. */
function wantedStatus(status: Status, filter: Filter): boolean {
  return filter.status === 'any' ? status !== 'released' || wanted(filter.text).by === 'id' : status === filter.status;
}

function esaStatus(filter: Filter): string | undefined {
  return filter.status === 'any' ? undefined : ESA_STATUS[filter.status];
}

function esaInReach(filter: Filter, status: string | undefined): boolean {
  return (filter.region === 'any' || filter.region === 'global') && (filter.status === 'any' || status !== undefined);
}

/** The regions that can be chosen. */
export const REGIONS: readonly Region[] = ['cn-hangzhou', 'ap-southeast-1', 'global'];
