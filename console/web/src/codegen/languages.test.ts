import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './languages';
import type { Sample } from './sample';

/**
 * One file for each language and shape of call, beside the case it is made from. After a change that is meant:
 * `npm test -- --update`, and read the difference.
 */
const CASES = join(import.meta.dirname, 'cases');
const SHAPES = readdirSync(CASES).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));

function sampleOf(shape: string): Sample & { readonly story: string } {
  return JSON.parse(readFileSync(join(CASES, `${shape}.json`), 'utf8')) as Sample & { readonly story: string };
}

describe.each(SHAPES)('the code of %s', (shape) => {
  const sample = sampleOf(shape);

  it.each(LANGUAGES)(`in $label: ${sample.story}`, async ({ id, extension, code }) => {
    const file = join(CASES, `${shape}.${id}.${extension}`);
    const made = code(sample);
    if (made === undefined) {
      expect(readdirSync(CASES), 'a form that cannot express the call has no file').not.toContain(`${shape}.${id}.${extension}`);
    } else {
      await expect(made).toMatchFileSnapshot(file);
    }
  });

  it('holds no key and no password, whatever the language', () => {
    for (const { code } of LANGUAGES) {
      expect(code(sample) ?? '').not.toContain('Correct-Horse-1');
    }
  });

  it('shows nothing in another order than it is read, and hides nothing', () => {
    for (const { id, code } of LANGUAGES) {
      expect(code(sample) ?? '', id).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u);
    }
  });
});

it('has a form for every language that the console promises', () => {
  expect(LANGUAGES.map(({ label }) => label)).toEqual([
    'Java', 'Java (typed)', 'Java (classic SDK)', 'Python', 'Go', 'TypeScript', 'TypeScript (typed)', 'PHP', 'C#', 'aliyun', 'curl', 'Terraform',
  ]);
});

it('names a resource of Terraform only where the provider has one', () => {
  const terraform = LANGUAGES.find(({ id }) => id === 'terraform');
  const expressed = SHAPES.filter((shape) => terraform?.code(sampleOf(shape)) !== undefined);
  expect(expressed.sort()).toEqual(['hostile', 'json-encoded', 'nested', 'repeated', 'scalars', 'secret']);
});
