// `npm run audit`: asks the registry for known flaws of the installed packages. Exit code 0 when no grave one is without a stated exception
// (tools/audit-exceptions.json), 1 when there is one, 2 when the registry cannot tell.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sortFindings } from './audit/findings.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const exceptions = JSON.parse(readFileSync(new URL('audit-exceptions.json', import.meta.url), 'utf8'));
const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
const asked = spawnSync(npm[0], [...npm.slice(1), 'audit', '--json'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64_000_000,
  timeout: 120_000,
});

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const { unanswered, open, excepted, idle } = sortFindings(parse(asked.stdout), exceptions, new Date().toISOString().slice(0, 10));
if (unanswered !== undefined) {
  console.log(`audit: ${unanswered} Nothing is known about flaws of the installed packages; ask again where the registry has one.`);
  console.log(`audit: ${exceptions.length} stated exceptions`);
  process.exitCode = 2;
} else {
  for (const { id, name, severity, title, url } of open) console.log(`${severity}  ${name}  ${id}  ${title}  ${url}`);
  for (const { id, name, reason, until } of excepted) console.log(`excepted until ${until}  ${name}  ${id}  ${reason}`);
  for (const { id, package: name } of idle) console.log(`exception no longer needed, or run out  ${name}  ${id}`);
  console.log(`audit: ${open.length} grave findings, ${excepted.length} excepted`);
  process.exitCode = open.length > 0 ? 1 : 0;
}
