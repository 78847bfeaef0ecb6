import { cliFolder } from '@numera/testing';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDigitSet } from '../drawn-digits.testing';

const { numera } = cliFolder(writeDigitSet);

describe('numera ensemble and quantise', () => {
  it('answers with several models together once an ensemble is made of them', async () => {
    const shipped = join(__dirname, '..', '..', '..', '..', 'models', 'digits');
    const made = await numera(['ensemble', shipped, shipped, '--out', 'both', '--limit', '100', '--json']);
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
    const shipped = await stat(join(__dirname, '..', '..', '..', '..', 'models', 'digits', 'model.onnx'));
    expect(bytes).toBeLessThan(0.5 * shipped.size);
    expect(after).toBeGreaterThanOrEqual(before - 0.02);
    expect((await numera(['predict', 'set/7.bmp', '--model', 'small'])).out).toContain('\t7\t');
  }, 180_000);
});
