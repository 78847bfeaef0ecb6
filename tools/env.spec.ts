import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, loadConfig } from '@numera/config';

const read = (file: string): string => readFileSync(join(__dirname, '..', file), 'utf8');

const example = new Map(
  read('.env.example')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
);
const ours = Object.keys(environment.shape);

describe('.env.example', () => {
  it('lists every variable that Numera reads, and besides only those of docker compose', () => {
    const compose = new Set([...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
    expect(ours.filter((name) => !example.has(name))).toEqual([]);
    expect([...example.keys()].filter((name) => !ours.includes(name) && !compose.has(name))).toEqual([]);
    expect([...compose].filter((name) => !example.has(name ?? ''))).toEqual([]);
  });

  it('gives the defaults that the code has', () => {
    const defaults = loadConfig({});
    const shown = ours.map((name) => [name, example.get(name)]);
    expect(shown).toEqual(ours.map((name) => [name, String(defaults[name as keyof typeof defaults] ?? '')]));
  });

  it('says in a line above each variable what it is for', () => {
    const lines = read('.env.example').split('\n');
    const bare = ours.filter((name) => !lines[lines.findIndex((line) => line.startsWith(`${name}=`)) - 1]?.startsWith('# '));
    expect(bare).toEqual([]);
  });
});
