/**
 * Text as a literal of each language. Whatever the text is, it stays data: nothing in it ends the literal, is expanded, or is
 * shown in another order than it is read.
 */

/** Control characters, and those that are not seen or that turn the direction of what is: they are never written as they are. */
const UNSEEN = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufff0-\ufffb\u{e0000}-\u{e0fff}]/u;

type Escapes = Readonly<Record<string, string>>;

const COMMON: Escapes = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function literal(quote: string, text: string, escapes: Escapes, unseen: (character: string) => string): string {
  let body = '';
  for (const character of text) {
    body += escapes[character] ?? (UNSEEN.test(character) ? unseen(character) : character);
  }
  return quote + body + quote;
}

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** `\u202e`, and a pair of them for what lies beyond 16 bits. */
function utf16(character: string): string {
  return character.split('').map((unit) => '\\u' + hexadecimal(unit.charCodeAt(0), 4)).join('');
}

/** `\u202e`, and `\U000e0001` for what lies beyond 16 bits. */
function codePoint(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return point > 0xffff ? '\\U' + hexadecimal(point, 8) : '\\u' + hexadecimal(point, 4);
}

export function javaText(text: string): string {
  return literal('"', text, { ...COMMON, '"': '\\"' }, utf16);
}

export function typescriptText(text: string): string {
  return literal("'", text, { ...COMMON, "'": "\\'" }, utf16);
}

export function pythonText(text: string): string {
  return literal("'", text, { ...COMMON, "'": "\\'" }, codePoint);
}

export function goText(text: string): string {
  return literal('"', text, { ...COMMON, '"': '\\"' }, codePoint);
}

export function csharpText(text: string): string {
  return literal('"', text, { ...COMMON, '"': '\\"' }, codePoint);
}

/** Single quotes, which expand nothing; double ones where something has to be escaped that single ones cannot. */
export function phpText(text: string): string {
  return UNSEEN.test(text)
    ? literal('"', text, { ...COMMON, '"': '\\"', $: '\\$' }, (character) => `\\u{${hexadecimal(character.codePointAt(0) ?? 0, 1)}}`)
    : literal("'", text, { '\\': '\\\\', "'": "\\'" }, String);
}

/** Single quotes, in which a shell expands nothing; `$'…'` with the bytes of UTF-8 for what cannot be seen. */
export function shellText(text: string): string {
  if (!UNSEEN.test(text)) {
    return literal("'", text, { "'": "'\\''" }, String);
  }
  return '$' + literal("'", text, { ...COMMON, "'": "\\'" }, (character) =>
    [...new TextEncoder().encode(character)].map((byte) => '\\x' + hexadecimal(byte, 2)).join(''));
}

/** Terraform's language, in which `${` and `%{` begin templates. */
export function terraformText(text: string): string {
  return literal('"', text, { ...COMMON, '"': '\\"' }, codePoint).replace(/([$%])\{/g, '$1$1{');
}
