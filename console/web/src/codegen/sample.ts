import type { Operation } from '../contract/contract';

/** The value of a parameter: text, a number, a list of values, or named values. */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

/** The call that code is to be made for. */
export interface Sample {
  readonly operation: Operation;
  /** The region that a client is configured with. A parameter RegionId is one of the values. */
  readonly region: string;
  /** By the names of the contract's parameters; those that are absent are not sent. */
  readonly values: Readonly<Record<string, Value>>;
}
