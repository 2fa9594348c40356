import type { Field } from '../contract/contract';
import type { Sample, Value } from './sample';

/** One parameter as it is sent: `Tag.1.Key` and its text. */
export interface WireParameter {
  readonly name: string;
  readonly text: string;
  /** Set for what must not stand in code or in an address: the environment variable that code reads it from. */
  readonly secretFrom?: string;
}

const SECRET = /(password|secret|secretkey|privatekey|securitytoken)$/i;

/** Whether a value of this name is for nobody's eyes: it is neither written into code nor into an address. */
export function isSecret(name: string): boolean {
  return SECRET.test(name);
}

/** The parameters of a call, flat, in the order of the contract. */
export function wireParameters(sample: Sample): readonly WireParameter[] {
  return sample.operation.parameters.flatMap((field) => {
    const value = sample.values[field.name];
    return value === undefined ? [] : flattened(field.name, field, value);
  });
}

function flattened(name: string, field: Field | undefined, value: Value): readonly WireParameter[] {
  if (typeof value !== 'object') {
    return [parameter(name, String(value), isSecret(name))];
  }
  if (field?.encoding === 'json') {
    return [parameter(name, JSON.stringify(value), holdsSecret(value))];
  }
  return isList(value)
    ? value.flatMap((item, index) => flattened(`${name}.${index + 1}`, undefined, item))
    : Object.entries(value).flatMap(([member, inner]) => flattened(`${name}.${member}`, undefined, inner));
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function holdsSecret(value: Value): boolean {
  return typeof value === 'object' && (isList(value)
    ? value.some(holdsSecret)
    : Object.entries(value).some(([member, inner]) => isSecret(member) || holdsSecret(inner)));
}

/** Half of a surrogate pair is no text, and no request can carry it. */
const HALF_PAIRS = /\p{Surrogate}/gu;

function parameter(name: string, text: string, secret: boolean): WireParameter {
  const whole = text.replace(HALF_PAIRS, '\ufffd');
  return secret ? { name, text: whole, secretFrom: environmentName(name) } : { name, text: whole };
}

/** `NewPassword` and `Users.1.NewPassword` are read from NEW_PASSWORD. */
export function environmentName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
