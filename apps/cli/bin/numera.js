#!/usr/bin/env node
// A launcher without anything that must be built, so that an unbuilt clone gets a sentence instead of a stack trace.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'main.js');
if (existsSync(main)) {
  require(main);
} else {
  console.error('numera is not built yet: run `npm run build` first.');
  process.exitCode = 1;
}
