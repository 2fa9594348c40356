import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import * as antd from 'antd';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createElement, type ComponentType, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'vite';
import { antTheme } from '../src/shell/tokens.ts';

const MODULE = 'virtual:antd.css';

/** What a component needs in order to be drawn at all. */
const PROPERTIES: Readonly<Record<string, object>> = {
  Form: { children: createElement(antd.Form.Item, { label: 'a', name: 'a', children: createElement(antd.Input) }) },
  Segmented: { options: ['a'] },
  Dropdown: { menu: { items: [] }, children: createElement('span') },
  Tooltip: { title: 'a', children: createElement('span') },
};

/** Components that show others only once they are opened, which while the styles are written they are not. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  Dropdown: ['Menu', 'Tooltip'],
  Pagination: ['Select', 'Input'],
  Select: ['Empty'],
  Form: ['Tooltip'],
};

/** What is imported from antd by files with components and draws nothing. */
const NOT_DRAWN: ReadonlySet<string> = new Set(['ConfigProvider']);

/**
 * Writes the styles of the antd components that the sources import into one style sheet, for both shades. While the console runs antd then has
 * nothing to add to the page, which its content security policy would forbid.
 */
export function antdStyles(root: string): Plugin {
  return {
    name: 'antd-styles',
    enforce: 'pre',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : undefined),
    load: (id) => (id === `\0${MODULE}` ? styleSheet(imported(join(root, 'src'))) : undefined),
  };
}

/** The names that any source file imports from antd, with their companions. */
function imported(folder: string): readonly string[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (!names.has(name) && !NOT_DRAWN.has(name)) {
      names.add(name);
      COMPANIONS[name]?.forEach(add);
    }
  };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'))) {
    for (const [, list = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/import \{([^}]*)\} from 'antd'/g)) {
      list
        .split(',')
        .map((name) => name.trim().split(' as ')[0] ?? '')
        .filter((name) => name !== '' && !name.startsWith('type '))
        .forEach(add);
    }
  }
  return [...names].sort();
}

function styleSheet(names: readonly string[]): string {
  const light = extracted(names, 'light', ['style', 'token', 'cssVar']);
  const dark = extracted(names, 'dark', ['token', 'cssVar']);
  return `${light}\n${dark}`;
}

function extracted(names: readonly string[], shade: 'light' | 'dark', types: ('style' | 'token' | 'cssVar')[]): string {
  const cache = createCache();
  renderToString(
    createElement(
      StyleProvider,
      { cache },
      createElement(antd.ConfigProvider, { theme: antTheme(shade) }, names.map(drawn)),
    ),
  );
  return extractStyle(cache, { plain: true, types });
}

function drawn(name: string): ReactNode {
  const component = (antd as unknown as Readonly<Record<string, ComponentType<object> | undefined>>)[name];
  if (component === undefined) {
    throw new Error(`antd has no component ${name}`);
  }
  return createElement(component, { ...PROPERTIES[name], key: name });
}
