import { LANGUAGE, t, type TextKey } from '../text/text';
import { editionText } from './listing';
import { rateText } from './price';

const NAMES: Readonly<Record<string, TextKey>> = {
  BaseBandwidth: 'component.BaseBandwidth',
  Bandwidth: 'component.Bandwidth',
  ServiceBandwidth: 'component.ServiceBandwidth',
  NormalBandwidth: 'component.ServiceBandwidth',
  NormalQps: 'component.NormalQps',
  DomainCount: 'component.DomainCount',
  PortCount: 'component.PortCount',
  ProductPlan: 'component.ProductPlan',
  FunctionVersion: 'component.FunctionVersion',
  AddressType: 'component.AddressType',
  '95BurstBandwidthMode': 'component.95BurstBandwidthMode',
};

/** The name of a component of the price list; its code where it has none. */
export function componentName(code: string): string {
  const key = NAMES[code];
  return key === undefined ? code : t(key);
}

/** The value of a component as it is read. */
export function valueText(code: string, value: string): string {
  switch (code) {
    case 'BaseBandwidth':
    case 'Bandwidth':
      return rateText(Number(value) * 1e9, 'bit/s');
    case 'ServiceBandwidth':
    case 'NormalBandwidth':
      return rateText(Number(value) * 1e6, 'bit/s');
    case 'NormalQps':
      return t('component.queries', { count: Number(value).toLocaleString(LANGUAGE) });
    case 'ProductPlan':
      return editionText(Number(value));
    case 'FunctionVersion':
      return t(value === '1' ? 'component.enhanced' : 'component.standard');
    case 'AddressType':
      return value === 'Ipv6' ? 'IPv6' : 'IPv4';
    case '95BurstBandwidthMode':
      return t(value === '1' ? 'component.burst.1' : value === '2' ? 'component.burst.2' : 'component.burst.0');
    default:
      return value;
  }
}
