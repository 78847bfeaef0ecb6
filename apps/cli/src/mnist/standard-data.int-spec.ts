import { loadConfig } from '@numera/config';
import { temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MNIST_FILES } from './files';
import { presentMnist } from './standard-data';

let data: TemporaryFolder;
beforeAll(async () => {
  data = await temporaryFolder('standard data');
});
afterAll(() => data.remove());

const present = (named?: string, env: Record<string, string> = {}) =>
  presentMnist(named, { config: loadConfig({ NUMERA_DATA: data.path, ...env }), folder: '/here' });

test('MNIST is where it was named, else in MNIST_DIR, else where it was fetched to once all of it is there', async () => {
  const fetched = join(data.path, 'mnist');
  await mkdir(fetched);
  const [last, ...others] = MNIST_FILES;
  for (const { name } of others) await writeFile(join(fetched, name), '');
  expect(await present()).toBeUndefined();
  await writeFile(join(fetched, last!.name), '');
  expect(await present()).toBe(fetched);
  expect(await present(undefined, { MNIST_DIR: 'mine' })).toBe('/here/mine');
  expect(await present('named', { MNIST_DIR: 'mine' })).toBe('/here/named');
});
