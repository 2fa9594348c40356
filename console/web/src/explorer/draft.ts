import type { Field, Operation } from '../contract/contract';
import type { Value } from '../codegen/sample';
import { isSecret } from '../codegen/wire';
import type { TextKey } from '../text/text';

/** What stands in the form: text as it was typed, by names and places. Empty text is a parameter that is not sent, null one that is sent empty. */
export type Draft = string | null | readonly Draft[] | { readonly [name: string]: Draft };
export type Drafts = Readonly<Record<string, Draft>>;

/** What is wrong with one control of the form. */
export interface Problem {
  /** The control: `Tag.1.Key`. */
  readonly path: string;
  readonly key: TextKey;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Reading {
  readonly values: Readonly<Record<string, Value>>;
  readonly problems: readonly Problem[];
}

/** What the form says, as values of the contract's types. */
export function read(operation: Operation, drafts: Drafts): Reading {
  const problems: Problem[] = [];
  const values = readMembers(operation.parameters, drafts, '', problems);
  return { values, problems };
}

function readMembers(fields: readonly Field[], drafts: Drafts, prefix: string, problems: Problem[]): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const field of fields) {
    const value = readField(field, drafts[field.name], prefix + field.name, problems);
    if (value !== undefined) {
      values[field.name] = value;
    }
  }
  return values;
}

function readField(field: Field, draft: Draft | undefined, path: string, problems: Problem[]): Value | undefined {
  const problem = (key: TextKey, values: Problem['values'] = {}): undefined => {
    problems.push({ path, key, values });
  };
  if (draft === undefined || isEmpty(draft)) {
    return field.required ? problem('explorer.problem.missing') : undefined;
  }
  switch (field.type) {
    case 'integer':
    case 'number':
      return readNumber(field, asText(draft), problem);
    case 'boolean':
      return asText(draft) === 'true';
    case 'array':
      return readList(field, draft, path, problems);
    case 'object':
      if (field.fields.length > 0) {
        return typeof draft === 'object' && draft !== null && !isItems(draft) ? readMembers(field.fields, draft, `${path}.`, problems) : undefined;
      }
      return readJson(asText(draft)) ?? problem('explorer.problem.json');
    case 'map':
      return readJson(asText(draft)) ?? problem('explorer.problem.json');
    case 'any':
      return readJson(asText(draft)) ?? asText(draft);
    case 'string':
      return readText(field, asText(draft), problem);
  }
}

type Report = (key: TextKey, values?: Problem['values']) => undefined;

function readNumber(field: Field, text: string, problem: Report): number | undefined {
  const value = Number(text);
  if (!Number.isFinite(value) || (field.type === 'integer' && !Number.isInteger(value))) {
    return problem(field.type === 'integer' ? 'explorer.problem.integer' : 'explorer.problem.number');
  }
  if (field.type === 'integer' && !Number.isSafeInteger(value)) {
    return problem('explorer.problem.large');
  }
  if (field.minimum !== undefined && value < field.minimum) {
    return problem('explorer.problem.minimum', { bound: field.minimum });
  }
  if (field.maximum !== undefined && value > field.maximum) {
    return problem('explorer.problem.maximum', { bound: field.maximum });
  }
  return value;
}

function readText(field: Field, text: string, problem: Report): string | undefined {
  if (field.minLength !== undefined && text.length < field.minLength) {
    return problem('explorer.problem.short', { bound: field.minLength });
  }
  if (field.maxLength !== undefined && text.length > field.maxLength) {
    return problem('explorer.problem.long', { bound: field.maxLength });
  }
  if (field.text !== undefined && readJson(text) === undefined) {
    return problem('explorer.problem.json');
  }
  return text;
}

function readList(field: Field, draft: Draft, path: string, problems: Problem[]): readonly Value[] {
  const items = isItems(draft) ? draft : [];
  if (field.maxItems !== undefined && items.length > field.maxItems) {
    problems.push({ path, key: 'explorer.problem.items', values: { bound: field.maxItems } });
  }
  return items.flatMap((item, index) => {
    const value = field.items === undefined ? asText(item) : readField(field.items, item, `${path}.${index + 1}`, problems);
    return value === undefined ? [] : [value];
  });
}

function readJson(text: string): Value | undefined {
  try {
    const value = JSON.parse(text) as Value | null;
    return value ?? undefined;
  } catch {
    return undefined;
  }
}

function isItems(draft: Draft): draft is readonly Draft[] {
  return Array.isArray(draft);
}

function asText(draft: Draft): string {
  return typeof draft === 'string' ? draft : '';
}

export function isEmpty(draft: Draft): boolean {
  if (draft === null || typeof draft === 'string') {
    return draft === '';
  }
  return (isItems(draft) ? draft : Object.values(draft)).every(isEmpty);
}

/** Whether empty text says something else than none: the API takes it for a value where a text may be left out, else for one that is missing. */
export function mayBeEmpty(field: Field): boolean {
  return field.type === 'string' && field.text === undefined && !field.required;
}

/** The form as the query of an address: names as on the wire, and no secrets. */
export function toSearch(drafts: Drafts): URLSearchParams {
  const search = new URLSearchParams();
  const put = (path: string, draft: Draft): void => {
    if (draft === null || typeof draft === 'string') {
      if (draft !== '' && !isSecret(path)) {
        search.set(path, draft ?? '');
      }
    } else if (isItems(draft)) {
      draft.forEach((item, index) => put(`${path}.${index + 1}`, item));
    } else {
      Object.entries(draft).forEach(([name, item]) => put(`${path}.${name}`, item));
    }
  };
  Object.entries(drafts).forEach(([name, draft]) => put(name, draft));
  return search;
}

/** More items than any form needs; an address may say anything. */
const ITEMS_MAX = 100;

/** The form that an address describes. What the operation has no parameter for is left out. */
export function fromSearch(operation: Operation, search: URLSearchParams): Drafts {
  const drafts: Record<string, Draft> = {};
  for (const field of operation.parameters) {
    const draft = fromEntries(field, field.name, search);
    if (draft !== undefined && !isEmpty(draft)) {
      drafts[field.name] = draft;
    }
  }
  return drafts;
}

function fromEntries(field: Field, path: string, search: URLSearchParams): Draft | undefined {
  if (field.type === 'array' && field.items !== undefined) {
    const items: Draft[] = [];
    for (let place = 1; place <= ITEMS_MAX && [...search.keys()].some((name) => name === `${path}.${place}` || name.startsWith(`${path}.${place}.`)); place++) {
      items.push(fromEntries(field.items, `${path}.${place}`, search) ?? '');
    }
    return items;
  }
  if (field.type === 'object' && field.fields.length > 0) {
    return Object.fromEntries(field.fields.flatMap((member) => {
      const draft = fromEntries(member, `${path}.${member.name}`, search);
      return draft === undefined || isEmpty(draft) ? [] : [[member.name, draft]];
    }));
  }
  const text = isSecret(path) ? undefined : (search.get(path) ?? undefined);
  return text === '' && mayBeEmpty(field) ? null : text;
}

/** An example of JSON in the shape that a text must have. */
export function outline(field: Field): string {
  return JSON.stringify(shape(field), null, 2);
}

function shape(field: Field): Value {
  switch (field.type) {
    case 'array':
      return field.items === undefined ? [] : [shape(field.items)];
    case 'object':
      return Object.fromEntries(field.fields.map((member) => [member.name, shape(member)]));
    case 'map':
      return {};
    case 'integer':
    case 'number':
      return field.minimum ?? 0;
    case 'boolean':
      return false;
    case 'string':
    case 'any':
      return field.values[0] ?? field.example ?? '';
  }
}
