import { ConfigError, loadConfig } from '@numera/config';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './program';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new Error(signal)));

// npm runs programs from the folder of package.json and tells in INIT_CWD where its caller was: there relative paths start.
const folder = process.env['INIT_CWD'] || process.cwd();

/** The version in package.json, which stays outside what is compiled. */
function versionOf(): string {
  const json: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  return typeof json === 'object' && json !== null && 'version' in json ? String(json.version) : 'unknown';
}

async function main(): Promise<number> {
  try {
    const surroundings = { out: process.stdout, log: process.stderr, folder, config: loadConfig(), signal: stop.signal };
    return await runProgram(process.argv.slice(2), versionOf(), surroundings);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`numera: ${error.message}\n`);
    return 1;
  }
}

void main().then((code) => {
  // Not process.exit: what is still in the pipes would be lost.
  process.exitCode = code;
});
