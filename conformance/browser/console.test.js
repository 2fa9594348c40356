// All tests of the console in a browser, in one process: they share one Chromium, and the program at BREAKWATER_ENDPOINT.
import { after } from 'node:test';
import { browser } from './browser.js';

after(() => browser.close());
await import('./parts/life.js');
await import('./parts/esa.js');
await import('./parts/paid.js');
await import('./parts/list.js');
await import('./parts/traffic.js');
await import('./parts/explorer.js');
await import('./parts/users.js');
await import('./parts/hostile.js');
await import('./parts/pages.js');
await import('./parts/keyboard.js');
await import('./parts/weight.js');
