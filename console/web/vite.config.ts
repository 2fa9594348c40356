import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { antdStyles } from './build/antdStyles.ts';
import { initialScriptBudget } from './build/budget.ts';

/** What the first page may need of script, compressed. */
const INITIAL_SCRIPT_BYTES_MAX = 400 * 1_024;

export default defineConfig({
  base: '/console/',
  plugins: [antdStyles(import.meta.dirname), react(), initialScriptBudget(INITIAL_SCRIPT_BYTES_MAX)],
  build: {
    // A small file as a data: address would be one that the content security policy does not allow in scripts and styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
    modulePreload: { polyfill: false },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    // For as long as a machine that is busy with other things may take.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
