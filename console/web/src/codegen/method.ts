import type { Method, Operation } from '../contract/contract';

/** POST wherever the operation takes it: what is sent is then never longer than an address may be. */
export function methodOf(operation: Operation): Method {
  return operation.methods.includes('POST') || operation.methods.length === 0 ? 'POST' : 'GET';
}
