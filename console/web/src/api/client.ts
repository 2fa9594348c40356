/**
 * The only place that talks to the server. Everything goes to this page's own origin: the session endpoints under /console, which
 * hold the keys, and the public descriptions (OpenAPI documents, the error catalogue).
 */

/** What a call may be given. Values that are absent are not sent; lists and nested values are flat, as on the wire: `Tag.1.Key`. */
export type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallRequest {
  readonly product: string;
  readonly version: string;
  readonly action: string;
  readonly parameters?: Parameters;
}

export interface RawRequest extends CallRequest {
  readonly format: 'JSON' | 'XML';
  readonly trace: boolean;
}

/** How one request was signed, step by step. It never holds the secret. */
export interface Trace {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
  readonly steps: readonly { readonly name: string; readonly value: string }[];
}

/** An answer as it came, refusals included. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly requestId: string;
  readonly durationMillis: number;
  readonly code?: string;
  readonly message?: string;
  /** How long to wait before asking again, where the answer says so. */
  readonly retryAfterMillis?: number;
  readonly trace?: Trace;
}

export interface Session {
  readonly signedIn: boolean;
  readonly arn?: string;
  readonly accountId?: string;
  /** ISO 8601, on the wall clock. */
  readonly expires?: string;
  /** Whether the server offers to sign in with one click. */
  readonly development: boolean;
  readonly clockMovable: boolean;
}

export type Credentials =
  | { readonly accessKeyId: string; readonly accessKeySecret: string }
  | { readonly loginName: string; readonly password: string }
  | { readonly development: true };

export interface ProductSummary {
  readonly product: string;
  readonly version: string;
  readonly operations: readonly { readonly action: string; readonly built: boolean; readonly summary?: string }[];
}

export interface CatalogueError {
  readonly code: string;
  readonly status: number;
  readonly blame: string;
  readonly retryable: boolean;
  readonly text: string;
  readonly source: string;
  readonly remedy: string;
}

export type ErrorCatalogue = Readonly<Record<string, readonly CatalogueError[]>>;

/** A call that was refused or could not be made. `status` is 0 when no answer came at all. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    readonly code: string,
    message: string,
    readonly requestId: string,
    readonly status: number,
    /** The address of the page that explains the code; empty when the server named none. */
    readonly recommend: string,
    readonly product: string,
    /** How long to wait before asking again, where the server says so. */
    readonly retryAfterMillis?: number,
  ) {
    super(message);
  }
}

/** The code of a failure in which nothing answered. */
const UNREACHABLE = 'ServerUnreachable';
/** The code of a failure for want of a valid session. */
const SESSION_EXPIRED = 'SessionExpired';

let sessionEnded: () => void = () => undefined;

/** Says what to do when the server no longer knows the session. */
export function onSessionEnded(listener: () => void): void {
  sessionEnded = listener;
}

/** Calls an operation with the session's identity and gives the parsed answer. Throws {@link ApiFailure} for anything but success. */
export async function call<T>(request: CallRequest, signal?: AbortSignal): Promise<T> {
  const answer = await callRaw({ ...request, format: 'JSON', trace: false }, signal);
  const body = parsed(answer.body);
  if (answer.status >= 200 && answer.status < 300 && body !== undefined) {
    return body as T;
  }
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  throw new ApiFailure(
    answer.code ?? text(fields['Code']) ?? 'InternalError',
    answer.message ?? text(fields['Message']) ?? '',
    answer.requestId,
    answer.status,
    text(fields['Recommend']) ?? '',
    request.product,
    answer.retryAfterMillis,
  );
}

/** Calls an operation and gives its answer as it came. Throws {@link ApiFailure} only when the call could not be made. */
export async function callRaw(request: RawRequest, signal?: AbortSignal): Promise<RawAnswer> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.parameters ?? {})) {
    if (value !== undefined) {
      parameters[name] = String(value);
    }
  }
  const { product, version, action, format, trace } = request;
  return (await change('POST', '/console/call', { product, version, action, parameters, format, trace }, product, signal)) as RawAnswer;
}

export async function session(): Promise<Session> {
  return (await json(await reach('/console/session', {}), '')) as Session;
}

export async function signIn(credentials: Credentials): Promise<Session> {
  return (await change('POST', '/console/session', credentials, '')) as Session;
}

export async function signOut(): Promise<void> {
  await change('DELETE', '/console/session', {}, '');
}

/** The OpenAPI document of a product, as served. */
export async function openApi(product: string, version: string): Promise<unknown> {
  return await json(await reach(`/openapi/${encodeURIComponent(product)}/${encodeURIComponent(version)}.json`, {}), product);
}

export async function products(): Promise<readonly ProductSummary[]> {
  return (await json(await reach('/openapi/products.json', {}), '')) as readonly ProductSummary[];
}

export async function errorCatalogue(): Promise<ErrorCatalogue> {
  return (await json(await reach('/errors/catalogue.json', {}), '')) as ErrorCatalogue;
}

async function change(method: 'POST' | 'DELETE', path: string, body: unknown, product: string, signal?: AbortSignal): Promise<unknown> {
  const response = await reach(path, {
    method,
    headers: { 'content-type': 'application/json', 'x-breakwater-console': '1' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  return response.status === 204 ? undefined : await json(response, product);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new ApiFailure(UNREACHABLE, 'The server did not answer.', '', 0, '', '');
  }
}

async function json(response: Response, product: string): Promise<unknown> {
  const body = parsed(await response.text());
  if (response.ok && body !== undefined) {
    return body;
  }
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const code = text(fields['code']) ?? `HTTP ${response.status}`;
  if (code === SESSION_EXPIRED) {
    sessionEnded();
  }
  const retryAfterMillis = typeof fields['retryAfterMillis'] === 'number' ? fields['retryAfterMillis'] : undefined;
  throw new ApiFailure(
    code,
    text(fields['message']) ?? response.statusText,
    text(fields['requestId']) ?? '',
    response.status,
    '',
    product,
    retryAfterMillis,
  );
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
