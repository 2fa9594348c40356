import { expect, it } from 'vitest';
import type { Field, Operation } from '../contract/contract';
import type { Value } from './sample';
import { environmentName, isSecret, wireParameters } from './wire';

function operation(...parameters: readonly Pick<Field, 'name' | 'type' | 'encoding'>[]): Operation {
  return {
    product: 'esa', version: '2024-09-10', action: 'Example', built: true, deprecated: false, methods: ['POST'], response: [], ramAction: '',
    errors: [], parametersNotBuilt: [], elementsAbsent: [],
    parameters: parameters.map((parameter) => ({ ...parameter, required: false, deprecated: false, fields: [], values: [] })),
  };
}

function sent(contract: Operation, values: Readonly<Record<string, Value>>): Record<string, string> {
  return Object.fromEntries(wireParameters({ operation: contract, region: 'cn-hangzhou', values }).map(({ name, text }) => [name, text]));
}

it('numbers the items of a list from one, and names the members of what they hold', () => {
  const contract = operation({ name: 'Tag', type: 'array', encoding: 'flat' });
  expect(sent(contract, { Tag: [{ Key: 'a', Value: 'b' }, { Key: 'c' }] })).toEqual({ 'Tag.1.Key': 'a', 'Tag.1.Value': 'b', 'Tag.2.Key': 'c' });
});

it('sends what the contract wants as JSON as one text', () => {
  const contract = operation({ name: 'Rules', type: 'array', encoding: 'json' });
  expect(sent(contract, { Rules: [{ Weight: 1, On: true }] })).toEqual({ Rules: '[{"Weight":1,"On":true}]' });
});

it('sends nothing for what has no value, and keeps the order of the contract', () => {
  const contract = operation({ name: 'B', type: 'string', encoding: 'flat' }, { name: 'A', type: 'integer', encoding: 'flat' },
    { name: 'C', type: 'string', encoding: 'flat' });
  expect(Object.keys(sent(contract, { A: 1, B: '' }))).toEqual(['B', 'A']);
});

it('replaces half a surrogate pair, which no request can carry', () => {
  expect(sent(operation({ name: 'A', type: 'string', encoding: 'flat' }), { A: 'x\ud800y😀' })).toEqual({ A: 'x\ufffdy😀' });
});

it('keeps a secret out of code also where it lies deep in JSON', () => {
  const contract = operation({ name: 'Origins', type: 'array', encoding: 'json' });
  const [parameter] = wireParameters({ operation: contract, region: '', values: { Origins: [{ AuthConf: { SecretKey: 's' } }] } });
  expect(parameter?.secretFrom).toBe('ORIGINS');
});

it('knows a secret by its name', () => {
  expect(['Password', 'NewPassword', 'AccessKeySecret', 'Auth.SecretKey', 'PrivateKey'].every(isSecret)).toBe(true);
  expect(['PasswordResetRequired', 'AccessKeyId', 'SecretName', 'UserName'].some(isSecret)).toBe(false);
});

it('names the variable of a secret after its parameter', () => {
  expect(environmentName('Users.1.NewPassword')).toBe('NEW_PASSWORD');
});
