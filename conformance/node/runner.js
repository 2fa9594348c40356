'use strict';
// Runs compiled samples one after the other, as SampleRunner tells by a line with the file of each. A sample has ended when nothing is left to do, as in
// a process of its own, and failed where an exit code or an error that nobody caught says so.
const { createInterface } = require('node:readline');

let running = false;

createInterface({ input: process.stdin }).on('line', (file) => {
  // To wait for the next line is nothing that is left to do.
  process.stdin.unref();
  running = true;
  delete require.cache[file];
  require(file);
});

process.on('uncaughtException', (failure) => {
  console.error(failure);
  process.exitCode = 1;
});

process.on('beforeExit', (code) => {
  if (!running) return;
  console.log(`\n@@ exit ${code}`);
  running = false;
  process.exitCode = 0;
  process.stdin.ref();
});
