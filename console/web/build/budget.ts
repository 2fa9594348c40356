import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Fails the build when the scripts that the first page needs are larger, compressed, than so many bytes. */
export function initialScriptBudget(bytesMax: number): Plugin {
  return {
    name: 'initial-script-budget',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const needed = new Set<string>();
      const need = (fileName: string): void => {
        const output = bundle[fileName];
        if (output?.type === 'chunk' && !needed.has(fileName)) {
          needed.add(fileName);
          output.imports.forEach(need);
        }
      };
      Object.values(bundle).forEach((output) => output.type === 'chunk' && output.isEntry && need(output.fileName));
      const sizes = [...needed].map((fileName) => {
        const output = bundle[fileName];
        return output?.type === 'chunk' ? gzipSync(output.code).length : 0;
      });
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      if (bytes > bytesMax) {
        this.error(
          `the first page needs ${bytes} bytes of compressed script, of ${bytesMax} at most: load lazily what it does not show (${[...needed].join(', ')})`,
        );
      }
    },
  };
}
