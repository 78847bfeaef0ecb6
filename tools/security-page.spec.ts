import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

test('every row of the table in docs/security.md names tests that are there', () => {
  const rows = readFileSync(join(root, 'docs', 'security.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| \d/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  const named = rows.map((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path));
  expect(rows.filter((_row, i) => named[i]?.length === 0)).toEqual([]);
  expect(named.flat().filter((path) => !/\.(int-|e2e-)?spec\.ts$/.test(path) || !existsSync(join(root, path)))).toEqual([]);
});
