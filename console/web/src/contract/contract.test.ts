import { describe, expect, it } from 'vitest';
import { readOperation } from './contract';

const DOCUMENT = {
  info: { title: 'esa', version: '2024-09-10' },
  paths: {
    '/?Action=CreateRule': {
      post: {
        operationId: 'CreateRule', deprecated: false, 'x-breakwater-built': true, 'x-breakwater-methods': ['GET', 'POST'], 'x-ram-action': 'esa:CreateRule',
        'x-errors': [{ code: 'Missing{0}', status: 400 }], 'x-breakwater-parameters-not-built': ['Old'], 'x-breakwater-elements-absent': ['Gone'],
        parameters: [
          { name: 'SiteId', required: true, schema: { type: 'integer', format: 'int64', minimum: 1 } },
          { name: 'Mode', required: false, deprecated: true, schema: { type: 'string', examples: ['on', 'off'], 'x-breakwater-values': ['on', 'off'], default: 'on' } },
          {
            name: 'Rules', required: false, 'x-breakwater-encoding': 'json',
            schema: { type: 'array', maxItems: 5, items: { type: 'object', properties: { Id: { type: 'string' } }, required: ['Id'] } },
          },
          { name: 'Text', required: false, schema: { type: 'string', contentMediaType: 'application/json', contentSchema: { type: 'array', items: {} } } },
          { name: 'Config', required: false, schema: { $ref: '#/components/schemas/Node' } },
          { name: 'When', required: false, schema: { type: 'string', examples: ['2026-01-01'], 'x-breakwater-format': 'yyyy-MM-dd' } },
        ],
        responses: { 200: { content: { 'application/json': { schema: { type: 'object', properties: { RequestId: { type: 'string' } } } } } } },
      },
    },
  },
  components: { schemas: { Node: { type: 'object', properties: { Child: { $ref: '#/components/schemas/Node' } } } } },
};

describe('an operation of an OpenAPI document', () => {
  const operation = readOperation(DOCUMENT, 'CreateRule');
  const parameters = Object.fromEntries((operation?.parameters ?? []).map((field) => [field.name, field]));

  it('says what it is and how it is called', () => {
    expect(operation).toMatchObject({
      product: 'esa', version: '2024-09-10', action: 'CreateRule', built: true, methods: ['GET', 'POST'], ramAction: 'esa:CreateRule',
      errors: [{ code: 'Missing{0}', status: 400 }], parametersNotBuilt: ['Old'], elementsAbsent: ['Gone'],
    });
  });

  it('has parameters with their types and bounds', () => {
    expect(parameters['SiteId']).toMatchObject({ type: 'integer', wide: true, required: true, minimum: 1, encoding: 'flat' });
    expect(parameters['Mode']).toMatchObject({ type: 'string', deprecated: true, values: ['on', 'off'], defaultValue: 'on' });
    expect(parameters['When']).toMatchObject({ format: 'yyyy-MM-dd', example: '2026-01-01', values: [] });
  });

  it('knows which travel as JSON, and the shape of text that is JSON', () => {
    expect(parameters['Rules']).toMatchObject({ encoding: 'json', maxItems: 5, items: { fields: [{ name: 'Id', required: true }] } });
    expect(parameters['Text']?.text).toMatchObject({ type: 'array', items: { type: 'any' } });
  });

  it('ends where a schema refers to itself', () => {
    let depth = 0;
    for (let field = parameters['Config']; field?.fields[0] !== undefined; field = field.fields[0]) {
      depth++;
    }
    expect(depth).toBeGreaterThan(2);
    expect(depth).toBeLessThan(20);
  });

  it('has the fields of the answer', () => {
    expect(operation?.response.map(({ name }) => name)).toEqual(['RequestId']);
  });
});

it('is none where the document has no such name, whatever the name', () => {
  expect(readOperation(DOCUMENT, 'Other')).toBeUndefined();
  expect(readOperation(DOCUMENT, '__proto__')).toBeUndefined();
  expect(readOperation(undefined, 'CreateRule')).toBeUndefined();
});
