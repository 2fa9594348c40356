/**
 * What the served OpenAPI documents say of an operation, as the explorer, the reference and the code generators use it.
 * A document is large, so only what is asked for is read.
 */

export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'map' | 'any';

/** One parameter, one element of an answer, or a part of one. */
export interface Field {
  /** The wire name; empty for the items of a list. */
  readonly name: string;
  readonly type: FieldType;
  /** Set for whole numbers of 64 bits, which some languages write differently. */
  readonly wide?: true;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** How a list or an object travels: as `Name.1.Key`, or as one parameter with JSON text. */
  readonly encoding: 'flat' | 'json';
  /** What a list holds. */
  readonly items?: Field;
  /** The members of an object; empty when they are not known. */
  readonly fields: readonly Field[];
  /** For text that is itself JSON: the shape of that JSON. */
  readonly text?: Field;
  /** What the sources know as values. A hint: the service may take more. */
  readonly values: readonly string[];
  readonly example?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  /** `unix-ms`, `unix-s` or a date pattern. */
  readonly format?: string;
  /** What stands between the parts when a text holds a list. */
  readonly separator?: string;
  readonly defaultValue?: string;
}

export type Method = 'GET' | 'POST';

export interface Operation {
  readonly product: string;
  readonly version: string;
  readonly action: string;
  readonly built: boolean;
  readonly deprecated: boolean;
  readonly methods: readonly Method[];
  readonly parameters: readonly Field[];
  readonly response: readonly Field[];
  /** What a RAM policy must allow; empty for an operation that is not built. */
  readonly ramAction: string;
  /** In the order in which they are checked. */
  readonly errors: readonly { readonly code: string; readonly status: number }[];
  /** Parameters of the contract that are refused when sent. */
  readonly parametersNotBuilt: readonly string[];
  /** Elements of the contract's answer that never come. */
  readonly elementsAbsent: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** Deeper than any contract is; a schema that refers to itself ends here. */
const DEPTH_MAX = 10;

/** Reads one operation out of a product's OpenAPI document; nothing when the document has none of that name. */
export function readOperation(document: unknown, action: string): Operation | undefined {
  const root = object(document);
  const path = object(object(root['paths'])[`/?Action=${action}`]);
  const node = object(path['post'] ?? path['get']);
  if (node['operationId'] !== action) {
    return undefined;
  }
  const schemas = object(object(root['components'])['schemas']);
  const information = object(root['info']);
  const answer = object(object(object(object(object(node['responses'])['200'])['content'])['application/json'])['schema']);
  return {
    product: text(information['title']),
    version: text(information['version']),
    action,
    built: node['x-breakwater-built'] === true,
    deprecated: node['deprecated'] === true,
    methods: texts(node['x-breakwater-methods']).filter((method): method is Method => method === 'GET' || method === 'POST'),
    parameters: list(node['parameters']).map((parameter) => {
      const { name, required, deprecated, schema } = object(parameter);
      const encoding = object(parameter)['x-breakwater-encoding'] === 'json' ? 'json' : 'flat';
      return { ...field(text(name), object(schema), required === true, schemas, 0), deprecated: deprecated === true, encoding };
    }),
    response: members(answer, schemas, 0),
    ramAction: text(node['x-ram-action']),
    errors: list(node['x-errors']).map((error) => ({ code: text(object(error)['code']), status: Number(object(error)['status']) })),
    parametersNotBuilt: texts(node['x-breakwater-parameters-not-built']),
    elementsAbsent: texts(node['x-breakwater-elements-absent']),
  };
}

function field(name: string, schema: Json, required: boolean, schemas: Json, depth: number): Field {
  const reference = text(schema['$ref']);
  if (reference !== '') {
    const shared = object(schemas[reference.slice(reference.lastIndexOf('/') + 1)]);
    return field(name, depth < DEPTH_MAX ? shared : {}, required, schemas, depth + 1);
  }
  const values = texts(schema['x-breakwater-values']);
  const example = texts(schema['examples'])[0];
  const inner = schema['contentSchema'] === undefined ? undefined : field('', object(schema['contentSchema']), false, schemas, depth + 1);
  const type = fieldType(schema);
  return {
    name,
    type,
    ...(schema['format'] === 'int64' ? { wide: true as const } : {}),
    required,
    deprecated: false,
    encoding: 'flat',
    ...(type === 'array' ? { items: field('', object(schema['items']), false, schemas, depth + 1) } : {}),
    fields: type === 'object' ? members(schema, schemas, depth) : [],
    ...(inner === undefined ? {} : { text: inner }),
    values,
    ...(example === undefined || values.length > 0 ? {} : { example }),
    ...numbers(schema),
    ...optional('format', schema['x-breakwater-format']),
    ...optional('separator', schema['x-breakwater-separator']),
    ...optional('defaultValue', schema['default']),
  };
}

function members(schema: Json, schemas: Json, depth: number): readonly Field[] {
  const required = texts(schema['required']);
  return Object.entries(object(schema['properties'])).map(([name, member]) =>
    field(name, object(member), required.includes(name), schemas, depth + 1));
}

function fieldType(schema: Json): FieldType {
  switch (schema['type']) {
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
    case 'array':
      return schema['type'];
    case 'object':
      return schema['properties'] === undefined ? 'map' : 'object';
    default:
      return 'any';
  }
}

const BOUNDS = ['minimum', 'maximum', 'minLength', 'maxLength', 'maxItems'] as const;

function numbers(schema: Json): Partial<Record<(typeof BOUNDS)[number], number>> {
  return Object.fromEntries(BOUNDS.filter((bound) => typeof schema[bound] === 'number').map((bound) => [bound, schema[bound]]));
}

function optional<K extends string>(key: K, value: unknown): Partial<Record<K, string>> {
  return typeof value === 'string' ? ({ [key]: value } as Partial<Record<K, string>>) : {};
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((each) => typeof each === 'string');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
