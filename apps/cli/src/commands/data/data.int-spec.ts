import { cliFolder, idxOf } from '@numera/testing';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { writeDigitSet } from '../../drawn-digits.testing';
import { MNIST_FILES } from '../../mnist/files';

const { numera, at } = cliFolder(writeDigitSet);

describe('numera data', () => {
  it('writes strings that numera evaluate reads, the same for a seed', async () => {
    const made = await numera(['data', 'synth', 'strings', '--out', 'strings', '--count', '9', '--seed', '4']);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('9 pictures') });
    const labels = await readFile(at('strings', 'labels.csv'), 'utf8');
    expect(labels).toMatch(/^file,label,kind\n000001\.png,\d{2,8},spaced-clean-strokes\n/);
    await numera(['data', 'synth', 'strings', '--out', 'again', '--count', '9', '--seed', '4']);
    expect(await readFile(at('again', 'labels.csv'), 'utf8')).toBe(labels);
    const { code, out } = await numera(['evaluate', '--folder', 'strings', '--kind', 'spaced*', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ count: 3, correct: 3 });
  });

  it.each([
    ['synth', 'strings'],
    ['fetch', 'mnist'],
  ])('says in a sentence that what %s %s makes cannot be written', async (...command) => {
    await writeFile(at('file'), '');
    const { code, out, log } = await numera(['data', ...command, '--out', 'file/folder']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(log).toMatch(/^numera: ENOTDIR: .*folder'\n$/);
  });

  it('draws signs beside the digits when asked, which labels leave out', async () => {
    const args = ['data', 'synth', 'strings', '--count', '2', '--seed', '4'];
    await numera([...args, '--out', 'plain']);
    expect(await numera([...args, '--signs', '--out', 'signs'])).toMatchObject({ code: 0 });
    expect(await readFile(at('signs', 'labels.csv'), 'utf8')).toMatch(/\n000001\.png,\d{2,8},spaced-clean-strokes\n/);
    const [plain, signs] = await Promise.all(['plain', 'signs'].map(async (folder) => readFile(at(folder, '000001.png'))));
    expect(plain!.equals(signs!)).toBe(false);
  });

  it('writes with fetched MNIST too, but with no image that anything was fitted on', async () => {
    const [count, apart] = [60_000, 57_500];
    // What may not be used is blank, which cannot be written with.
    const pixels = Uint8Array.from({ length: 4 * count }, (_, i) => (i >= 4 * apart ? 255 : 0));
    await mkdir(at('fetched', 'mnist'), { recursive: true });
    for (const { name } of MNIST_FILES) {
      const isImages = name.includes('images');
      const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
      await writeFile(at('fetched', 'mnist', name), isImages ? idxOf([count, 2, 2], pixels) : idxOf([count], labels));
    }
    const args = ['data', 'synth', 'strings', '--out', 'both', '--count', '18'];
    expect(await numera(args, { NUMERA_DATA: at('fetched') })).toMatchObject({ code: 0, log: '' });
    expect(await readFile(at('both', 'labels.csv'), 'utf8')).toMatch(/-strokes\n[^]*-mnist\n/);
  });
});

describe('numera data preview', () => {
  it('draws what training sees into one PNG', async () => {
    const made = await numera(['data', 'preview', '--out', 'preview.png', '--seed', '3']);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ rows in .*preview\.png\n$/) });
    expect((await readFile(at('preview.png'))).subarray(1, 4).toString()).toBe('PNG');
  });

  it('shows each family as the shipped model learned with it unless told otherwise', async () => {
    const drawn = async (file: string, ...recipe: string[]): Promise<Buffer> => {
      expect(await numera(['data', 'preview', '--out', file, ...recipe])).toMatchObject({ code: 0 });
      return readFile(at(file));
    };
    expect((await drawn('bare.png')).equals(await drawn('taught.png', '--recipe', 'taught'))).toBe(true);
  });
});

describe('numera data show', () => {
  it('says what a folder holds, names what cannot be read, and draws samples', async () => {
    await writeFile(at('set', 'labels.csv'), 'file,label\n3.bmp,3\n2.bmp,3\n4.bmp,4\nbroken.png,5\n');
    const { code, out, log } = await numera(['data', 'show', '--folder', 'set', '--out', 'samples.png']);
    expect(code).toBe(0);
    expect(out).toMatch(/^4 images, 1 of them not readable\n64 x 64 pixels\ngrey \d+ to 255, mean [\d.]+\n[^]*\n +3 +2 +50\.00 % +\[#+\]\n/);
    expect(log).toContain('broken.png');
    expect((await readFile(at('samples.png'))).subarray(1, 4).toString()).toBe('PNG');
  });

  it('shows MNIST where it is and nothing else was named', async () => {
    await mkdir(at('mine'));
    await writeFile(at('mine', 'train-images-idx3-ubyte'), idxOf([2, 1, 3], Uint8Array.of(0, 128, 255, 0, 0, 0)));
    await writeFile(at('mine', 'train-labels-idx1-ubyte'), idxOf([2], Uint8Array.of(7, 7)));
    const { out } = await numera(['data', 'show', '--json'], { MNIST_DIR: 'mine' });
    expect(out.split('\n')).toHaveLength(2);
    const size = { width: 3, height: 1 };
    expect(JSON.parse(out)).toMatchObject({ count: 2, unreadable: 0, smallest: size, largest: size, grey: { darkest: 0, lightest: 255 } });
    expect(await numera(['data', 'show'])).toMatchObject({ code: 1, out: '', log: expect.stringContaining('there is no MNIST here') });
    expect(await numera(['data', 'show', '--images', 'a'])).toMatchObject({ code: 2, out: '' });
  });
});
