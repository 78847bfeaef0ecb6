// Loaded before a program (`--require`): at SIGUSR2 it collects its garbage and writes what it holds afterwards to MEMORY_REPORTS/<pid>.json.
const { renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const folder = process.env.MEMORY_REPORTS;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', async () => {
  // What finalisers let go of is garbage of the next collection.
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  const file = join(folder, `${process.pid}.json`);
  writeFileSync(`${file}.part`, JSON.stringify({ kept: heapUsed + external, resident: rss }));
  renameSync(`${file}.part`, file);
});
