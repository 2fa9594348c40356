import { call, type Parameters } from './client';

/** The versions of the products' APIs. */
const VERSIONS = {
  ddoscoo: '2020-01-01',
  esa: '2024-09-10',
  bssopenapi: '2017-12-14',
  breakwater: '2026-11-01',
} as const;

export type Product = keyof typeof VERSIONS;

/** Calls an operation of a product in the version that this console knows. */
export async function ask<T>(product: Product, action: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return await call<T>({ product, version: VERSIONS[product], action, parameters }, signal);
}

/** A list as the wire has it: `Name.1`, `Name.2`. */
export function list(name: string, values: readonly (string | number)[]): Record<string, string | number> {
  return Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));
}

/** A list of records as the wire has it: `Name.1.Key`, `Name.1.Value`. */
export function records(name: string, values: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  return Object.fromEntries(
    values.flatMap((value, index) => Object.entries(value).map(([field, text]) => [`${name}.${index + 1}.${field}`, text])),
  );
}
