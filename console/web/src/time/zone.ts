const pad = (value: number): string => String(value).padStart(2, '0');

/** An instant in the viewer's zone, to the minute: "2026-12-22 10:45". */
export function localText(at: number): string {
  const date = new Date(at);
  return `${localDay(at)} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The same to the second. */
export function localSecondText(at: number): string {
  return `${localText(at)}:${pad(new Date(at).getSeconds())}`;
}

/** The viewer's day of an instant: "2026-12-22". */
function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** An instant in UTC, to the second: "2026-12-22 02:45:10 UTC". */
export function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The instant of a text as the API writes it, in ISO 8601; undefined for what is none. */
export function instantOf(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** An instant as the API takes it: ISO 8601 in UTC, to the second. */
export function wireText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
