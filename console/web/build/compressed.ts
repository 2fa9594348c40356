import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const WORTH_BYTES = 1_024;

/** Writes a compressed copy beside each file that is text and not tiny, so that the server need not compress. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const source = Buffer.from(output.type === 'chunk' ? output.code : output.source);
        if (/\.(?:js|css|svg)$/.test(output.fileName) && source.length >= WORTH_BYTES) {
          this.emitFile({ type: 'asset', fileName: `${output.fileName}.gz`, source: gzipSync(source, { level: 9 }) });
        }
      }
    },
  };
}
