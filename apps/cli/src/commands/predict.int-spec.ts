import { cliFolder } from '@numera/testing';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { writeDigitSet } from '../drawn-digits.testing';

const { numera, at } = cliFolder(writeDigitSet);

describe('numera predict', () => {
  it('prints a line for each image, in the order asked for', async () => {
    const { code, out } = await numera(['predict', 'set/3.bmp', at('set', '0.bmp')]);
    expect(code).toBe(0);
    const rows = out.trimEnd().split('\n');
    expect(rows.map((row) => row.split('\t').slice(0, 2))).toEqual([
      ['set/3.bmp', '3'],
      [at('set', '0.bmp'), '0'],
    ]);
  });

  it('prints JSON lines that say what failed, and exits with 1', async () => {
    const { code, out } = await numera(['predict', '--json', 'set/7.bmp', 'set/broken.png', 'set/none.png']);
    expect(code).toBe(1);
    const [good, broken, none, ...more] = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(good).toMatchObject({ file: 'set/7.bmp', status: 'done', text: '7', error: null });
    expect(broken).toMatchObject({ status: 'failed', text: null, glyphs: [], error: { code: 'unsupported_type' } });
    expect(none).toMatchObject({ status: 'failed', error: { code: 'unreadable' } });
    expect(more).toEqual([]);
  });

  it('keeps constraints, reads in the mode asked for and explains', async () => {
    const asked = ['--json', '--mode', 'accurate', '--pattern', '[1-9]', '--explain'];
    const { code, out } = await numera(['predict', 'set/7.bmp', ...asked]);
    expect(code).toBe(0);
    const answer = JSON.parse(out) as { glyphs: { explanation: { map: number[] } }[] };
    expect(answer).toMatchObject({ text: '7', mode: 'accurate', unconstrained: { text: '7' } });
    expect(answer.glyphs[0]!.explanation.map).toHaveLength(784);
    expect(answer.glyphs[0]).toMatchObject({ runnerUp: expect.stringMatching(/^[0-689]$/), margin: expect.any(Number) });
    const wrong = await numera(['predict', 'set/7.bmp', '--checksum', 'crc']);
    expect(wrong.code).toBe(2);
    expect(wrong.log).toContain('--checksum');
    expect((await numera(['predict', 'set/7.bmp', '--pattern', '##'])).out).toMatch(
      /^set\/7\.bmp\t7\t[ \d.]+ %\treview\tbreaks a constraint\n$/,
    );
  });

  it('reads no more of a pipe than an image may have', async () => {
    const writing = promisify(execFile)('sh', ['-c', 'mkfifo "$1" && exec head -c 30000000 /dev/zero > "$1"', 'sh', at('pipe')]).then(
      () => 'everything was read',
      () => 'broken off',
    );
    while (!existsSync(at('pipe'))) await setImmediate();
    expect(await numera(['predict', '--json', 'pipe'])).toMatchObject({ code: 1, out: expect.stringContaining('too_large') });
    expect(await writing).toBe('broken off');
  });

  it('starts relative paths where npm was called', async () => {
    expect(await numera(['predict', '7.bmp'], { INIT_CWD: at('set') })).toMatchObject({ code: 0 });
  });

  it('says in a sentence that a model is missing', async () => {
    const { code, log } = await numera(['predict', 'set/7.bmp', '--model', 'nowhere']);
    expect(code).toBe(1);
    expect(log).toMatch(/nowhere is not a model folder/);
    expect(log).not.toContain('    at ');
  });
});
