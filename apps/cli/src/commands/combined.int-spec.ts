import { loadConfig } from '@numera/config';
import { cliFolder } from '@numera/testing';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { writeDigitSet } from '../drawn-digits.testing';
import { ensemble } from './ensemble';
import { quantise } from './quantise';

const { numera, at } = cliFolder(writeDigitSet);
const SHIPPED = join(__dirname, '../../../../models/digits');

describe('numera ensemble and quantise', () => {
  it('answers with several models together once an ensemble is made of them', async () => {
    const made = await numera(['ensemble', SHIPPED, SHIPPED, '--out', 'both', '--limit', '100', '--json']);
    expect(made.code).toBe(0);
    const { version, fast, accurate } = JSON.parse(made.out) as { version: string; fast: number; accurate: number };
    expect(Math.min(fast, accurate)).toBeGreaterThan(0.9);
    const { code, out } = await numera(['predict', '--json', 'set/7.bmp', '--model', 'both', '--mode', 'accurate']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ text: '7', mode: 'accurate', model: version });
  }, 180_000);

  it('reads with a quantised model, a quarter as large', async () => {
    const { code, out } = await numera(['quantise', '--out', 'small', '--limit', '200', '--json']);
    expect(code).toBe(0);
    const { bytes, before, after } = JSON.parse(out) as { bytes: number; before: number; after: number };
    const shipped = await stat(join(SHIPPED, 'model.onnx'));
    expect(bytes).toBeLessThan(0.5 * shipped.size);
    expect(after).toBeGreaterThanOrEqual(before - 0.02);
    expect((await numera(['predict', 'set/7.bmp', '--model', 'small'])).out).toContain('\t7\t');
  }, 180_000);

  it.each([
    ['ensemble', ensemble, [SHIPPED]],
    ['quantise', quantise, []],
  ])('%s stops when it is told to, and leaves nothing', async (name, command, models) => {
    const [out, log] = [new PassThrough(), new PassThrough()];
    const signal = AbortSignal.abort(new Error('SIGINT'));
    const running = command.run([...models, '--out', name, '--limit', '100'], { out, log, folder: at(), config: loadConfig({}), signal });
    await expect(running).rejects.toThrow('SIGINT');
    expect(await readdir(at())).not.toContain(name);
  });
});
