/** XML with a line for each element, indented. What is no XML is given back as it is. */
export function indented(text: string): string {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  if (document.querySelector('parsererror') !== null) {
    return text;
  }
  const lines = /^<\?xml[^>]*\?>/.exec(text)?.[0].split('\n') ?? [];
  write(document.documentElement, '', lines);
  return lines.join('\n');
}

function write(element: Element, indent: string, lines: string[]): void {
  if (element.children.length === 0) {
    lines.push(indent + new XMLSerializer().serializeToString(element));
    return;
  }
  lines.push(`${indent}<${element.tagName}>`);
  for (const child of element.children) {
    write(child, `${indent}  `, lines);
  }
  lines.push(`${indent}</${element.tagName}>`);
}
