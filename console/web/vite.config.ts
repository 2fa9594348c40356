import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { antdStyles } from './build/antdStyles';
import { compressed } from './build/compressed';

export default defineConfig({
  base: '/console/',
  plugins: [antdStyles(import.meta.dirname), react(), compressed()],
  build: {
    // The resources of the Maven module that this folder is part of.
    outDir: '../target/classes/breakwater/console/web',
    emptyOutDir: true,
    // A small file as a data: address would be one that the content security policy does not allow in scripts and styles.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_200,
    modulePreload: { polyfill: false },
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
});
