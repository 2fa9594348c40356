import type { ReactNode } from 'react';
import { blocks, type Block, type Span } from './markdown';

/** A page of this project's documentation as elements: nothing in it is ever taken for HTML. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  return <div className="document">{blocks(text).map((block, place) => <Part key={place} block={block} />)}</div>;
}

function Part({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.level === 1 ? 'h1' : block.level === 2 ? 'h2' : 'h3';
      return <Heading><Spans spans={block.spans} /></Heading>;
    }
    case 'paragraph':
      return <p><Spans spans={block.spans} /></p>;
    case 'list':
      return <ul>{block.items.map((item, place) => <li key={place}><Spans spans={item} /></li>)}</ul>;
    case 'code':
      return <pre tabIndex={0}>{block.text}</pre>;
    case 'table':
      return (
        <div className="scroll" tabIndex={0}>
          <table>
            <thead><tr>{block.head.map((cell, place) => <th key={place} scope="col"><Spans spans={cell} /></th>)}</tr></thead>
            <tbody>
              {block.rows.map((row, place) => (
                <tr key={place}>{row.map((cell, column) => <td key={column}><Spans spans={cell} /></td>)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function Spans({ spans }: { readonly spans: readonly Span[] }): ReactNode {
  return spans.map((span, place) => {
    switch (span.kind) {
      case 'text':
        return span.text;
      case 'code':
        return <code key={place}>{span.text}</code>;
      case 'strong':
        return <strong key={place}>{span.text}</strong>;
      case 'link':
        return <a key={place} href={span.target} rel="noreferrer">{span.text}</a>;
    }
  });
}
