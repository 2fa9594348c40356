import type { Sample } from './sample';

/** A client that has a class for every call of a product. */
export interface TypedClient {
  /** The package, without the name of who publishes it. */
  readonly package: string;
  readonly version: string;
  /** What it has no type for, of that which is built here: operations (`TagUser`) and parameters (`CreateUser.Tag`). */
  readonly lacks: readonly string[];
}

/** Whether a client has types for all that a call holds. */
export function covers(client: TypedClient, { operation, values }: Sample): boolean {
  const { action } = operation;
  return operation.built && !client.lacks.includes(action) && !Object.keys(values).some((name) => client.lacks.includes(`${action}.${name}`));
}
