/** The small part of Markdown that this project's own pages use, as data. Anything else stays the text that it is, HTML above all. */

export type Span =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly spans: readonly Span[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Span[])[]; readonly rows: readonly (readonly (readonly Span[])[])[] }
  | { readonly kind: 'code'; readonly text: string };

const HEADING = /^(#{1,6}) +(.*)$/;
const ITEM = /^[-*] +(.*)$/;
const FENCE = /^```/;
const RULE = /^\|(?: *:?-+:? *\|)+ *$/;

export function blocks(text: string): readonly Block[] {
  const lines = text.split(/\r?\n/);
  const found: Block[] = [];
  let at = 0;
  const taken = (wanted: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && wanted(lines[at] ?? '')) {
      at++;
    }
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') {
      at++;
    } else if (heading !== null) {
      at++;
      found.push({ kind: 'heading', level: (heading[1] ?? '').length, spans: spans(heading[2] ?? '') });
    } else if (FENCE.test(line)) {
      at++;
      const code = taken((each) => !FENCE.test(each));
      at++;
      found.push({ kind: 'code', text: code.join('\n') });
    } else if (ITEM.test(line)) {
      found.push(list(taken((each) => each.trim() !== '' && !HEADING.test(each))));
    } else if (line.startsWith('|') && RULE.test(lines[at + 1] ?? '')) {
      const [head, , ...rows] = taken((each) => each.startsWith('|'));
      found.push({ kind: 'table', head: cells(head ?? ''), rows: rows.map(cells) });
    } else {
      // The first line is no block of another kind, whatever it begins with: else nothing would be taken and this would never end.
      at++;
      const rest = taken((each) => each.trim() !== '' && !HEADING.test(each) && !ITEM.test(each) && !FENCE.test(each));
      found.push({ kind: 'paragraph', spans: spans([line, ...rest].join(' ')) });
    }
  }
  return found;
}

function list(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const item = ITEM.exec(line.trimStart());
    if (item !== null) {
      items.push(item[1] ?? '');
    } else {
      items.push(`${items.pop() ?? ''} ${line.trim()}`);
    }
  }
  return { kind: 'list', items: items.map(spans) };
}

function cells(line: string): readonly (readonly Span[])[] {
  return line.trim().slice(1).replace(/\|$/, '').split('|').map((cell) => spans(cell.trim()));
}

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Only these may be led to: no script hides in an address. */
const TARGET = /^(?:https?:\/\/|\/|#)/;

function spans(text: string): readonly Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(SPAN)) {
    if (match.index > from) {
      found.push({ kind: 'text', text: text.slice(from, match.index) });
    }
    const [whole, code, strong, label, target] = match;
    if (code !== undefined) {
      found.push({ kind: 'code', text: code });
    } else if (strong !== undefined) {
      found.push({ kind: 'strong', text: strong });
    } else if (label !== undefined && target !== undefined) {
      found.push(TARGET.test(target) ? { kind: 'link', text: label, target } : { kind: 'text', text: label });
    }
    from = match.index + whole.length;
  }
  if (from < text.length) {
    found.push({ kind: 'text', text: text.slice(from) });
  }
  return found;
}
