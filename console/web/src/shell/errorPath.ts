/** The page of the error center that explains a code and says what happened in the call. */
export function errorPath({
  product,
  code,
  requestId,
}: {
  readonly product: string;
  readonly code: string;
  readonly requestId: string;
}): string {
  const place = `/errors/${encodeURIComponent(product)}/${encodeURIComponent(code)}`;
  return requestId === '' ? place : `${place}?requestId=${encodeURIComponent(requestId)}`;
}
