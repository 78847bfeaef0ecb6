import { cliFolder, idxOf } from '@numera/testing';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { drawnDigit, writeDigitSet } from '../drawn-digits.testing';

const { numera, at } = cliFolder(writeDigitSet);

describe('numera evaluate', () => {
  it('counts what cannot be read as wrong, and reports by kind', async () => {
    const rows = Array.from({ length: 10 }, (_, digit) => `${digit}.bmp,${digit},drawn`);
    await writeFile(at('set', 'labels.csv'), ['file,label,kind', ...rows, 'broken.png,1,bad', 'none.png,2,bad', ''].join('\n'));
    const { code, out, log } = await numera(['evaluate', '--folder', 'set', '--json']);
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(2);
    const figures = JSON.parse(out) as Record<string, unknown> & { byKind: Record<string, { correct: number; count: number }> };
    expect(Object.keys(figures).sort()).toEqual(
      'accuracy auc byKind confusion correct count ece imagesPerSecond interval95 meanConfidence perClass'.split(' '),
    );
    expect(figures).toMatchObject({ count: 12, byKind: { bad: { count: 2, correct: 0 }, drawn: { count: 10 } } });
    expect(figures.byKind['drawn']?.correct).toBeGreaterThanOrEqual(9);
    expect(log).toContain('broken.png');
  });

  it('spoils each image in fifteen ways, and counts what is refused of pictures of no digit', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,4\n');
    const { code, out } = await numera(['evaluate', '--folder', 'set', '--corruptions', '--negatives', '10', '--json']);
    expect(code).toBe(0);
    const figures = JSON.parse(out) as { count: number; byKind: Record<string, unknown>; rejection: { count: number; rejected: number } };
    expect(figures).toMatchObject({ count: 30, byKind: { fog: { count: 2 } }, rejection: { count: 10 } });
    expect(Object.keys(figures.byKind)).toHaveLength(15);
    expect(figures.rejection.rejected).toBeGreaterThan(0);
  });

  it('takes only the kind that was asked for, and only so many', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label,kind\n1.bmp,1,thin-pen\n2.bmp,2,thick-pen\n3.bmp,3,thin-brush\n');
    const counted = async (...args: string[]): Promise<unknown> =>
      JSON.parse((await numera(['evaluate', '--folder', 'set', '--json', ...args])).out);
    expect(await counted('--kind', 'thin-*')).toMatchObject({ count: 2 });
    expect(await counted('--kind', 'thin-*', '--limit', '1')).toMatchObject({ count: 1 });
    expect(await numera(['evaluate', '--folder', 'set', '--kind', 'nothing'])).toMatchObject({ code: 1, out: '' });
  });

  it('gives no class figures for strings, which are right only whole', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,44\n');
    const figures: unknown = JSON.parse((await numera(['evaluate', '--folder', 'set', '--json'])).out);
    expect(figures).toMatchObject({ count: 2, correct: 1, perClass: null, confusion: null, auc: null });
  });

  it('does not follow labels.csv out of its folder', async () => {
    await writeFile(at('outside.bmp'), drawnDigit(5, 1).bmp);
    await writeFile(at('set', 'labels.csv'), 'file,label\n../outside.bmp,5\n');
    expect(await numera(['evaluate', '--folder', 'set'])).toMatchObject({ code: 1, out: '' });
    await symlink(at('outside.bmp'), at('set', 'link.bmp'));
    await writeFile(at('set', 'labels.csv'), 'file,label\nlink.bmp,5\n');
    expect(await numera(['evaluate', '--folder', 'set'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('leads out of the folder'),
    });
  });

  it('reads IDX files of any size and of either polarity, plain or gzip', async () => {
    const pictures = Array.from({ length: 20 }, (_, i) => drawnDigit(i % 10, 90 + i, 40).data);
    const labels = idxOf(
      [20],
      Uint8Array.from({ length: 20 }, (_, i) => i % 10),
    );
    const dark = Buffer.concat(pictures);
    await writeFile(at('labels.gz'), gzipSync(labels));
    await writeFile(at('dark'), idxOf([20, 40, 40], dark));
    await writeFile(
      at('light.gz'),
      gzipSync(
        idxOf(
          [20, 40, 40],
          dark.map((value) => 255 - value),
        ),
      ),
    );
    for (const images of ['dark', 'light.gz']) {
      const figures = JSON.parse((await numera(['evaluate', '--images', images, '--labels', 'labels.gz', '--json'])).out) as {
        correct: number;
      };
      expect(figures).toMatchObject({ count: 20, byKind: {} });
      expect(figures.correct).toBeGreaterThanOrEqual(18);
    }
  });

  it('says what a stated error comes to, beside the figures, and writes a report', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,4\nbroken.png,5\n');
    const args = ['evaluate', '--folder', 'set', '--target-error', '0.0001', '--report', 'out.html'];
    const figures = JSON.parse((await numera([...args, '--json'])).out) as Record<string, unknown>;
    expect(figures).toMatchObject({ count: 3, correct: 2, selective: { targetError: 0.0001, threshold: null, accepted: 0 } });
    expect((await numera(args)).out).toContain('not certifiable (3, takes 29956)');
    expect(await readFile(at('out.html'), 'utf8')).toMatch(/^<!doctype html>[^]*not readable[^]*<\/html>\n$/);
    expect(await numera(['evaluate', '--folder', 'set', '--report', 'no/such/folder.html', '--negatives', '1000000'])).toMatchObject({
      code: 1,
      out: '',
    });
  });

  it('reads pictures of no digit in the way that was asked for', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label\n3.bmp,3\n');
    const refused = async (...way: string[]): Promise<number> => {
      const { out } = await numera(['evaluate', '--folder', 'set', '--negatives', '30', '--json', ...way]);
      return (JSON.parse(out) as { rejection: { rejected: number } }).rejection.rejected;
    };
    // Of four ways to turn a letter the most digit-like one is read.
    expect(await refused('--rotate', 'auto')).toBeLessThan(await refused());
  });

  it('applies the certificate of the mode that was asked for', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,4\n');
    const args = ['evaluate', '--folder', 'set', '--target-error', '0.01', '--json'];
    const chosenOn = async (...mode: string[]): Promise<string> =>
      (JSON.parse((await numera([...args, ...mode])).out) as { selective: { chosenOn: string } }).selective.chosenOn;
    expect(await chosenOn()).toContain('out-of-fold');
    expect(await chosenOn('--mode', 'accurate')).toBe('the other half of these images');
  });

  it('prints tables for people', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,4\n');
    const { out } = await numera(['evaluate', '--folder', 'set']);
    expect(out).toMatch(/^2 of 2 right: 100\.00 %[^]*\nMacro mean: precision 1\.0000, recall 1\.0000, F1 1\.0000, AUC 1\.00000\n/);
  });
});
