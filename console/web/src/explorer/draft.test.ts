import { describe, expect, it } from 'vitest';
import type { Field, FieldType, Operation } from '../contract/contract';
import { fromSearch, outline, read, toSearch, type Drafts } from './draft';

function field(name: string, type: FieldType, more: Partial<Field> = {}): Field {
  return { name, type, required: false, deprecated: false, encoding: 'flat', fields: [], values: [], ...more };
}

function operation(...parameters: readonly Field[]): Operation {
  return {
    product: 'ddoscoo', version: '2020-01-01', action: 'Example', built: true, deprecated: false, methods: ['POST'], parameters, response: [],
    ramAction: '', errors: [], parametersNotBuilt: [], elementsAbsent: [],
  };
}

const TAGS = field('Tag', 'array', { items: field('', 'object', { fields: [field('Key', 'string', { required: true }), field('Value', 'string')] }) });

function problems(contract: Operation, drafts: Drafts): readonly string[] {
  return read(contract, drafts).problems.map(({ path, key }) => `${path} ${key}`);
}

describe('a form that is read', () => {
  it('has numbers where the contract wants numbers, and text where it wants text', () => {
    const contract = operation(field('A', 'integer'), field('B', 'string'), field('C', 'boolean'), field('D', 'number'));
    expect(read(contract, { A: '12', B: '12', C: 'false', D: '1.5' }).values).toEqual({ A: 12, B: '12', C: false, D: 1.5 });
  });

  it('has nothing for a control that was left empty', () => {
    expect(read(operation(field('A', 'string'), TAGS), { A: '', Tag: [{ Key: '', Value: '' }] })).toEqual({ values: {}, problems: [] });
  });

  it('has empty text where that is to be sent', () => {
    expect(read(operation(field('A', 'string'), TAGS), { A: null, Tag: [{ Key: 'a', Value: null }] }))
      .toEqual({ values: { A: '', Tag: [{ Key: 'a', Value: '' }] }, problems: [] });
    expect(problems(operation(field('A', 'string', { minLength: 1 })), { A: null })).toEqual(['A explorer.problem.short']);
  });

  it('says which control lacks what, also deep inside', () => {
    expect(problems(operation(field('A', 'string', { required: true }), TAGS), { Tag: [{ Key: 'a' }, { Value: 'b' }] }))
      .toEqual(['A explorer.problem.missing', 'Tag.2.Key explorer.problem.missing']);
  });

  it('holds a number to its range and to whole numbers that a number can hold', () => {
    const contract = operation(field('A', 'integer', { minimum: 1, maximum: 50 }));
    expect(problems(contract, { A: '0' })).toEqual(['A explorer.problem.minimum']);
    expect(problems(contract, { A: '51' })).toEqual(['A explorer.problem.maximum']);
    expect(problems(contract, { A: '1.5' })).toEqual(['A explorer.problem.integer']);
    expect(problems(contract, { A: 'ten' })).toEqual(['A explorer.problem.integer']);
    expect(problems(operation(field('A', 'integer')), { A: '9007199254740993' })).toEqual(['A explorer.problem.large']);
    expect(problems(contract, { A: '50' })).toEqual([]);
  });

  it('holds text to its length, and text that is JSON to JSON', () => {
    expect(problems(operation(field('A', 'string', { minLength: 2, maxLength: 3 })), { A: 'x' })).toEqual(['A explorer.problem.short']);
    expect(problems(operation(field('A', 'string', { minLength: 2, maxLength: 3 })), { A: 'long' })).toEqual(['A explorer.problem.long']);
    expect(problems(operation(field('A', 'string', { text: field('', 'object') })), { A: '{' })).toEqual(['A explorer.problem.json']);
    expect(read(operation(field('A', 'string', { text: field('', 'object') })), { A: '{"a": 1}' }).values).toEqual({ A: '{"a": 1}' });
  });

  it('holds a list to its length', () => {
    expect(problems(operation(field('A', 'array', { items: field('', 'string'), maxItems: 1 })), { A: ['x', 'y'] })).toEqual(['A explorer.problem.items']);
  });
});

describe('an address', () => {
  const contract = operation(field('PageNumber', 'integer'), TAGS, field('Password', 'string'), field('Ids', 'array', { items: field('', 'string') }));

  it('carries a form there and back', () => {
    const drafts: Drafts = { PageNumber: '1', Tag: [{ Key: 'a&b', Value: '="ü' }, { Key: 'c' }], Ids: ['x', 'y'] };
    expect(fromSearch(contract, new URLSearchParams(toSearch(drafts).toString()))).toEqual(drafts);
  });

  it('carries what is sent empty, and takes nothing else for it', () => {
    expect(toSearch({ Tag: [{ Key: 'a', Value: null }], Password: null }).toString()).toBe('Tag.1.Key=a&Tag.1.Value=');
    expect(fromSearch(contract, new URLSearchParams('PageNumber=&Tag.1.Key=&Tag.1.Value=&Password='))).toEqual({ Tag: [{ Value: null }] });
  });

  it('carries no secret, in neither direction', () => {
    expect(toSearch({ Password: 'p', PageNumber: '1' }).toString()).toBe('PageNumber=1');
    expect(fromSearch(contract, new URLSearchParams('Password=p&PageNumber=1'))).toEqual({ PageNumber: '1' });
  });

  it('says nothing about what the operation does not take', () => {
    expect(fromSearch(contract, new URLSearchParams('Other=1&Tag.7.Key=far&Ids=flat'))).toEqual({});
  });
});

it('outlines the JSON that a text must hold', () => {
  const list = field('', 'array', { items: field('', 'object', { fields: [field('src', 'string'), field('port', 'integer', { minimum: 1 })] }) });
  expect(JSON.parse(outline(list))).toEqual([{ src: '', port: 1 }]);
});
