import type { Region, Status } from './instance';

/** What the viewer looks for. */
export interface Filter {
  readonly text: string;
  readonly status: Status | 'any';
  readonly region: Region | 'any';
}

/** What a text is taken for. */
export type Wanted =
  | { readonly by: 'nothing' }
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'address'; readonly address: string }
  | { readonly by: 'tag'; readonly key: string; readonly value: string | undefined }
  | { readonly by: 'words'; readonly words: string };

const ID = /^(?:ddoscoo-|ddosDip-|esa-)\S+$/i;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i;
const TAG = /^([^\s=]+)=(.*)$/;

/** An id and an address are known by their form, `key=value` is a tag (`key=` any value of it), and anything else words of a remark or site name. */
export function wanted(text: string): Wanted {
  const trimmed = text.trim();
  if (trimmed === '') {
    return { by: 'nothing' };
  }
  if (ID.test(trimmed)) {
    return { by: 'id', id: trimmed };
  }
  if (ADDRESS.test(trimmed)) {
    return { by: 'address', address: trimmed };
  }
  const [, key, value] = TAG.exec(trimmed) ?? [];
  if (key !== undefined) {
    return { by: 'tag', key, value: value === '' ? undefined : value };
  }
  return { by: 'words', words: trimmed };
}
