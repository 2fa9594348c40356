import { ask } from '../api/products';

interface RuleWire {
  readonly Protocol: string;
  readonly FrontendPort: number;
  readonly BackendPort: number;
  readonly RealServers: readonly string[];
  readonly ProxyStatus: string;
  /** What keeps the rule from working; empty when nothing does. */
  readonly Remark: string;
}

interface HealthWire {
  readonly Protocol: string;
  readonly FrontendPort: number;
  readonly RealServerStatusList: readonly { readonly Address: string; readonly Status: string }[];
}

interface CheckWire {
  readonly Protocol: string;
  readonly FrontendPort: number;
  readonly HealthCheck?: { readonly Type?: string; readonly Interval?: number };
}

/** What is known of an origin's health. */
export type Health = 'normal' | 'abnormal' | 'unchecked';

export interface Rule {
  readonly protocol: string;
  readonly port: number;
  readonly originPort: number;
  readonly origins: readonly { readonly address: string; readonly health: Health }[];
  /** What keeps it from working; empty when nothing does. */
  readonly fault: string;
}

export interface RulePage {
  readonly rules: readonly Rule[];
  readonly total: number;
}

export const RULES_A_PAGE = 20;

/** A page of the rules of an instance, counted from 1, with the health of their origins. */
export async function readRules(id: string, page: number, signal: AbortSignal): Promise<RulePage> {
  const found = await ask<{ NetworkRules: readonly RuleWire[]; TotalCount: number }>(
    'ddoscoo',
    'DescribeNetworkRules',
    { InstanceId: id, PageNumber: page, PageSize: RULES_A_PAGE },
    signal,
  );
  if (found.NetworkRules.length === 0) {
    return { rules: [], total: found.TotalCount };
  }
  const named = {
    NetworkRules: JSON.stringify(found.NetworkRules.map(({ Protocol, FrontendPort }) => ({ InstanceId: id, Protocol, FrontendPort }))),
  };
  const [health, checks] = await Promise.all([
    ask<{ HealthCheckStatus: readonly HealthWire[] }>('ddoscoo', 'DescribeHealthCheckStatus', named, signal),
    ask<{ HealthCheckList: readonly CheckWire[] }>('ddoscoo', 'DescribeHealthCheckList', named, signal),
  ]);
  return { rules: joined(found.NetworkRules, health.HealthCheckStatus, checks.HealthCheckList), total: found.TotalCount };
}

/** Rules with the health of their origins; that of a rule without a check is not known, although it is reported as normal. */
export function joined(rules: readonly RuleWire[], health: readonly HealthWire[], checks: readonly CheckWire[]): readonly Rule[] {
  return rules.map((rule) => {
    const same = (other: { readonly Protocol: string; readonly FrontendPort: number }): boolean =>
      other.Protocol === rule.Protocol && other.FrontendPort === rule.FrontendPort;
    const checked = checks.find(same)?.HealthCheck?.Type !== undefined;
    const abnormal = new Set(
      health.find(same)?.RealServerStatusList.flatMap(({ Address, Status }) => (Status === 'abnormal' ? [Address] : [])),
    );
    return {
      protocol: rule.Protocol,
      port: rule.FrontendPort,
      originPort: rule.BackendPort,
      origins: rule.RealServers.map((address) => ({
        address,
        health: checked ? (abnormal.has(address) ? 'abnormal' : 'normal') : 'unchecked',
      })),
      fault: rule.Remark,
    };
  });
}
