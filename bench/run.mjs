// `npm run bench [-- NAME]`: runs one bench, or lists them. Benches measure; they never judge, and no test runs them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = import.meta.dirname;
const [name = 'predict', ...rest] = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -4));
if (!names.includes(name)) {
  process.stderr.write(`there is no bench ${name}; there are ${names.join(', ')}\n`);
  process.exit(2);
}
process.argv.splice(2, process.argv.length - 2, ...rest);
await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
