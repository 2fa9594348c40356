import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { antdStyles } from './build/antdStyles.ts';

export default defineConfig({
  base: '/console/',
  plugins: [antdStyles(import.meta.dirname), react()],
  build: {
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
