import { english } from './english/english';

/** The name of a text. A further language is an object with the same keys. */
export type TextKey = keyof typeof english;
type Values = Readonly<Record<string, string | number>>;

const texts: Readonly<Record<string, string>> = english;

/**
 * The text of this name, with `{name}` replaced by the value of that name. Where `count` is 1 and there is a text for one
 * (`key.one`), it is that.
 */
export function t(key: TextKey, values: Values = {}): string {
  const one = values['count'] === 1 ? texts[`${key}.one`] : undefined;
  return (one ?? texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}

/** The language of the texts, as the page's `lang` says it. */
export const LANGUAGE = 'en';
