import { describe, expect, it } from 'vitest';
import { BUILT_OPERATIONS } from '../contract/builtOperations';
import type { Field, Operation } from '../contract/contract';
import { LANGUAGES } from './languages';
import packages from './packages.json' with { type: 'json' };
import type { Sample, Value } from './sample';

/**
 * `packages.json` says what the packages really have whose registries no test can ask, each with the files that it was read from. What is
 * made for any operation that is built must use no other name. (Java and TypeScript are compiled against the real packages in `conformance`.)
 */

function valueOf(field: Field | undefined): Value {
  switch (field?.type) {
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [valueOf(field.items)];
    case 'object':
      return Object.fromEntries(field.fields.map((member) => [member.name, valueOf(member)]));
    default:
      return 'text';
  }
}

/** A call with a value for every parameter. */
function full(operation: Operation): Sample {
  return { operation, region: 'cn-hangzhou', values: Object.fromEntries(operation.parameters.map((field) => [field.name, valueOf(field)])) };
}

function codeOf(language: string, sample: Sample): string | undefined {
  return LANGUAGES.find(({ id }) => id === language)?.code(sample);
}

/** What a language's code uses: what it imports, what it gives to each class, and what it calls. */
interface Reader {
  /** An import: groups `place` and `names`. */
  readonly imports: RegExp;
  /** What comes with the language and is nobody's package. */
  readonly own: RegExp;
  /** The beginning of a class's values, up to the bracket: group `name`. */
  readonly given: RegExp;
  /** A value's name inside: group `name`. */
  readonly member: RegExp;
  /** A call of a method or function: groups `on`, as the code writes it, and `name`. */
  readonly calls: RegExp;
  /** Which class or place stands behind what is called on. */
  readonly behind: Readonly<Record<string, string>>;
}

const READERS: Readonly<Record<'python' | 'go' | 'php' | 'csharp', Reader>> = {
  python: {
    imports: /^(?:from (?<place>\S+) )?import (?<names>.+)$/gm, own: /^(json|os|urllib\.parse)$/,
    given: /\b(?<name>[A-Z]\w+)(?=\()/g, member: /(?<name>\w+)=/g, calls: /\b(?<on>client)\.(?<name>\w+)\(/g, behind: { client: 'Client' },
  },
  go: {
    imports: /^\t(?:\w+ )?"(?<place>[^"]+)"$/gm, own: /^[a-z]+(\/[a-z]+)?$/,
    given: /&\w+\.(?<name>[A-Z]\w+)(?=\{)/g, member: /(?<name>\w+):/g, calls: /\b(?<on>client|openapi|dara)\.(?<name>\w+)\(/g,
    behind: { client: 'Client', openapi: 'github.com/alibabacloud-go/darabonba-openapi/v2/client', dara: 'github.com/alibabacloud-go/tea/dara' },
  },
  php: {
    imports: /^use (?<place>\S+)\\(?<names>\w+);$/gm, own: /^$/,
    given: /\bnew (?<name>\w+)\((?=\[)/g, member: /'(?<name>\w+)' =>/g, calls: /(?<on>\$client)->(?<name>\w+)\(/g, behind: { $client: 'OpenApiClient' },
  },
  csharp: {
    imports: /(?:^using |\bnew )(?<place>[A-Z][\w.]+)(?:;$|\.(?<names>Client)\()/gm, own: /^System(\..*)?$/,
    given: /\bnew (?!Uri\b)(?<name>[A-Z]\w+)\n?(?=\(| ?\{)/g, member: /(?<name>\w+) =/g, calls: /\b(?<on>client|JSONUtils)\.(?<name>\w+)\(/g,
    behind: { client: 'Client', JSONUtils: 'JSONUtils' },
  },
};

/** What stands between the next bracket and its end, without what stands in brackets inside. */
function inside(code: string, from: number): string {
  let depth = 0;
  let kept = '';
  for (const character of code.slice(from)) {
    if (/[)\]}]/.test(character) && --depth === 0) {
      break;
    }
    kept += depth === 1 ? character : '';
    depth += /[([{]/.test(character) ? 1 : 0;
  }
  return kept;
}

/** Every name that code uses and the package does not have, with where it was looked for. */
function unknown(code: string, reader: Reader, names: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): readonly string[] {
  const classes = Object.assign({}, ...Object.values(names)) as Record<string, readonly string[]>;
  const found: string[] = [];
  for (const { groups } of code.matchAll(reader.imports)) {
    const place = groups?.['place'] ?? '';
    if (!reader.own.test(place === '' ? (groups?.['names'] ?? '') : place)) {
      found.push(...(groups?.['names'] ?? '').split(', ').filter((name) => names[place] === undefined || (name !== '' && names[place][name] === undefined))
        .map((name) => `${place} ${name}`));
    }
  }
  for (const match of code.matchAll(reader.given)) {
    const name = match.groups?.['name'] ?? '';
    const members = [...inside(code, match.index + match[0].length).matchAll(reader.member)].map(({ groups }) => groups?.['name'] ?? '');
    found.push(...(classes[name] === undefined ? [name] : []), ...members.filter((member) => !classes[name]?.includes(member)).map((member) => `${name} ${member}`));
  }
  for (const { groups } of code.matchAll(reader.calls)) {
    const place = reader.behind[groups?.['on'] ?? ''] ?? '';
    const name = groups?.['name'] ?? '';
    found.push(...(names[place]?.[name] !== undefined || classes[place]?.includes(name) === true ? [] : [`${place}.${name}`]));
  }
  return found;
}

describe.each(Object.entries(READERS))('the code in %s', (language, reader) => {
  const facts = packages[language as keyof typeof READERS];

  it('uses only what the packages have, for every operation that is built', () => {
    expect(BUILT_OPERATIONS.length).toBeGreaterThan(150);
    expect(BUILT_OPERATIONS.flatMap((operation) => unknown(codeOf(language, full(operation)) ?? '', reader, facts.names))).toEqual([]);
  });

  it('uses every class that was read', () => {
    const [operation] = BUILT_OPERATIONS;
    const code = operation === undefined ? undefined : codeOf(language, full(operation));
    expect(Object.values(facts.names).flatMap(Object.keys).filter((name) => code?.includes(name) !== true)).toEqual([]);
  });

  it('is installed by the name of the package', () => {
    const install = LANGUAGES.find(({ id }) => id === language)?.install(full(BUILT_OPERATIONS[0] as Operation));
    expect(install).toContain(facts.package);
  });

  it('would be found to use a name that no package has', () => {
    const code = codeOf(language, full(BUILT_OPERATIONS[0] as Operation)) ?? '';
    const [, members] = Object.entries(facts.names).find(([, classes]) => 'Params' in classes) ?? [];
    const [action = ''] = (members as { Params?: readonly string[] } | undefined)?.Params ?? [];
    expect(unknown(code.replaceAll(new RegExp(`\\b${action}\\b(?=['=:]| =)`, 'g'), 'operation'), reader, facts.names)).toEqual(['Params operation']);
  });
});

describe('the command line tool', () => {
  const { options, variables } = packages.cli;
  const products: Readonly<Record<string, string>> = packages.cli.products;
  const checkedVersions: Readonly<Record<string, readonly string[]>> = packages.cli.checkedVersions;
  const made = BUILT_OPERATIONS.map((operation) => {
    const code = codeOf('cli', full(operation)) ?? '';
    return { ...operation, code, used: [...code.matchAll(/(?<![\w-])--([a-z]+)\b/g)].map(([, option]) => option ?? '') };
  });

  it('is given only options and variables that it has', () => {
    expect(made.flatMap(({ used }) => used).filter((option) => !options.includes(option))).toEqual([]);
    expect(made.flatMap(({ code }) => [...code.matchAll(/\bALIBABA_CLOUD_\w+/g)].map(([name]) => name)).filter((name) => !variables.includes(name))).toEqual([]);
  });

  it('is made to send also what it has not heard of', () => {
    expect(made.filter(({ used }) => !used.includes('force'))).toEqual([]);
  });

  it('is told a version where it does not know the product', () => {
    expect([...new Set(made.filter(({ used }) => used.includes('version')).map(({ product }) => product))]).toEqual(['breakwater']);
    expect(made.filter(({ product, used }) => products[product] === undefined && !used.includes('version'))).toEqual([]);
  });

  it('is told none that it refuses, and knows the same one by itself', () => {
    const known = made.filter(({ product }) => products[product] !== undefined);
    expect(known.filter(({ product, version, used }) => used.includes('version') && checkedVersions[product]?.includes(version) !== true)).toEqual([]);
    expect(known.filter(({ product, version }) => products[product] !== version)).toEqual([]);
  });
});

describe('the resources of Terraform', () => {
  const { provider, endpoints, resources } = packages.terraform;
  const made = BUILT_OPERATIONS.flatMap((operation) => {
    const sample = operation.product === 'bssopenapi' ? antiDdosOrder(operation) : full(operation);
    const code = codeOf('terraform', sample);
    return code === undefined ? [] : [[operation.action, code] as const];
  });

  function antiDdosOrder(operation: Operation): Sample {
    const parts = ['BaseBandwidth', 'Bandwidth', 'ServiceBandwidth', 'PortCount', 'DomainCount', 'Edition', 'AddressType', '95BurstBandwidthMode',
      'FunctionVersion', 'ProductPlan'].map((Code) => ({ Code, Value: '1' }));
    return { operation, region: 'cn-hangzhou', values: { ProductCode: 'ddos', ProductType: 'ddoscoo', Period: 1, Parameter: parts } };
  }

  it('are those that the provider has, each made by one operation', () => {
    const types = made.map(([, code]) => /\nresource "(\w+)"/.exec(code)?.[1]);
    expect(types.toSorted()).toEqual(Object.keys(resources).toSorted());
  });

  it.each(made)('have every argument that is needed, and none that the provider does not know: %s', (_, code) => {
    const type = /\nresource "(\w+)"/.exec(code)?.[1] as keyof typeof resources;
    const named = [...inside(code, code.indexOf(`resource "${type}"`)).matchAll(/^  (\w+) +=/gm)].map(([, name]) => name ?? '');
    const { required, optional }: { required: readonly string[]; optional: readonly string[] } = resources[type];
    expect(named).toEqual(expect.arrayContaining([...required]));
    expect(named.filter((name) => !required.includes(name) && !optional.includes(name))).toEqual([]);
  });

  it.each(made)('are made by a provider whose own arguments exist: %s', (_, code) => {
    const block = code.slice(code.indexOf('\nprovider "alicloud"'), code.indexOf('\nresource '));
    const named = (indent: string): readonly string[] => [...block.matchAll(new RegExp(`^${indent}(\\w+)(?= +[={])`, 'gm'))].map(([, name]) => name ?? '');
    expect(named('  ').filter((name) => !provider.includes(name))).toEqual([]);
    expect(named('    ').filter((name) => !endpoints.includes(name))).toEqual([]);
    expect(named('    ')).not.toEqual([]);
  });
});
