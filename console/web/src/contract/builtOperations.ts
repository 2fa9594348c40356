import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Field, FieldType, Operation } from './contract';

const PROJECT = join(import.meta.dirname, '../../../..');
const CONTRACTS = join(PROJECT, 'control/src/main/resources/breakwater/control/contract');

/** What the files of the contracts say, of which tests need names and types. */
interface Raw {
  readonly name: string;
  readonly type?: string;
  readonly enc?: string;
  readonly required?: boolean;
  readonly items?: Omit<Raw, 'name'>;
  readonly fields?: readonly Raw[];
}
interface RawProduct {
  readonly product: string;
  readonly version: string;
  readonly operations: readonly { readonly action: string; readonly method: string; readonly accepts?: string; readonly params: readonly Raw[] }[];
}

const TYPES: Readonly<Record<string, FieldType>> = {
  string: 'string', integer: 'integer', long: 'integer', float: 'number', double: 'number', boolean: 'boolean', array: 'array', object: 'object', map: 'map',
};

function field({ name, type, enc, required, items, fields }: Raw): Field {
  return {
    name, type: TYPES[type ?? ''] ?? 'any', required: required === true, deprecated: false, encoding: enc === 'json' ? 'json' : 'flat', values: [],
    fields: (fields ?? []).map(field), ...(items === undefined ? {} : { items: field({ ...items, name: '' }) }),
  };
}

/** The built operations of each product, as the page says that the conformance tests write. */
const BUILT = new Map(readFileSync(join(PROJECT, 'docs/COVERAGE.md'), 'utf8').split('\n## ').slice(1).map((section) =>
  [section.slice(0, section.indexOf(' ')), new Set([...section.matchAll(/^\| (\w+) \| .*\|$/gm)].map(([, action]) => action))] as const));

/** For tests: every operation that is built, with its parameters. */
export const BUILT_OPERATIONS: readonly Operation[] = readdirSync(CONTRACTS).filter((file) => /-\d{4}-\d\d-\d\d\.json$/.test(file)).flatMap((file) => {
  const { product, version, operations } = JSON.parse(readFileSync(join(CONTRACTS, file), 'utf8')) as RawProduct;
  return operations.filter(({ action }) => BUILT.get(product)?.has(action)).map(({ action, method, accepts, params }): Operation => ({
    product, version, action, built: true, deprecated: false, methods: (accepts ?? method).includes('POST') ? ['POST'] : ['GET'],
    parameters: params.map(field), response: [], ramAction: '', errors: [], parametersNotBuilt: [], elementsAbsent: [],
  }));
});
