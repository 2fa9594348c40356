import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blocks } from './markdown';

it('knows headings, paragraphs, lists, tables and code', () => {
  expect(blocks('# Title\n\none\ntwo `x`\n\n- a\n  more\n- **b**\n\n| n | v |\n| --- | --- |\n| 1 | 2 |\n\n```sh\n<b>\n```\n')).toEqual([
    { kind: 'heading', level: 1, spans: [{ kind: 'text', text: 'Title' }] },
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'one two ' }, { kind: 'code', text: 'x' }] },
    { kind: 'list', items: [[{ kind: 'text', text: 'a more' }], [{ kind: 'strong', text: 'b' }]] },
    {
      kind: 'table',
      head: [[{ kind: 'text', text: 'n' }], [{ kind: 'text', text: 'v' }]],
      rows: [[[{ kind: 'text', text: '1' }], [{ kind: 'text', text: '2' }]]],
    },
    { kind: 'code', text: '<b>' },
  ]);
});

it('leaves HTML the text that it is', () => {
  expect(blocks('<img src=x onerror=alert(1)>')).toEqual([{ kind: 'paragraph', spans: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] }]);
});

it('leads to no address that could be a script', () => {
  expect(blocks('[a](javascript:alert`1`) [b](docs/X.md) [c](https://example.com/)')).toEqual([{
    kind: 'paragraph',
    spans: [
      { kind: 'text', text: 'a' }, { kind: 'text', text: ' ' }, { kind: 'text', text: 'b' }, { kind: 'text', text: ' ' },
      { kind: 'link', text: 'c', target: 'https://example.com/' },
    ],
  }]);
});

it('ends, whatever a text begins with', () => {
  expect(blocks('|not a table\n####\n- \n**').length).toBeGreaterThan(0);
});

it.each(['CHANGELOG.md', 'docs/COVERAGE.md'])('reads all of %s', (page) => {
  const text = readFileSync(join(import.meta.dirname, '../../../..', page), 'utf8');
  const read = blocks(text);
  expect(read[0]?.kind).toBe('heading');
  const left = read.filter((block) => block.kind === 'paragraph' && block.spans.some((span) => /^[|#]|\]\(/.test(span.text)));
  expect(left).toEqual([]);
});
