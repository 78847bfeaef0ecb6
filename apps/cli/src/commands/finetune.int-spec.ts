import { cliFolder, idxOf } from '@numera/testing';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MNIST_FILES } from '../mnist/files';
import { drawnDigit, writeDigitSet } from '../drawn-digits.testing';

const { numera, at } = cliFolder(writeDigitSet);

describe('numera finetune', () => {
  /** MNIST's files where they are fetched to: the same 60 drawings again and again, because only their number matters here. */
  async function fakeMnist(count: number): Promise<void> {
    const drawings = Array.from({ length: 60 }, (_, i) => drawnDigit(i % 10, 700 + i, 28).data);
    const path = at('data', 'mnist');
    await mkdir(path, { recursive: true });
    for (const { name } of MNIST_FILES) await writeFile(join(path, name), '');
    const images = Array.from({ length: count }, (_, i) => drawings[i % 60] ?? new Uint8Array(784));
    await writeFile(join(path, 'train-images-idx3-ubyte.gz'), idxOf([count, 28, 28], Buffer.concat(images)));
    await writeFile(
      join(path, 'train-labels-idx1-ubyte.gz'),
      idxOf(
        [count],
        Uint8Array.from(images, (_, i) => (i % 60) % 10),
      ),
    );
  }

  it('teaches a model a style, writes a folder that names its parent, and says where the old digits came from', async () => {
    const network = [{ kind: 'flatten' }, { kind: 'dense', units: 10 }];
    await writeFile(at('parent.json'), JSON.stringify({ name: 'tiny', network, batchSize: 20, epochs: 2 }));
    const parent = (await numera(['train', '--recipe', 'parent.json', '--out', 'parent', '--limit', '100', '--offline'])).out.split(
      '\t',
    )[0];
    const pictures = Array.from({ length: 40 }, (_, i) => drawnDigit(i % 10, 300 + i).data);
    await writeFile(at('style'), idxOf([40, 64, 64], Buffer.concat(pictures)));
    await writeFile(
      at('style-labels'),
      idxOf(
        [40],
        Uint8Array.from(pictures, (_, i) => i % 10),
      ),
    );
    const from = ['--images', 'style', '--labels', 'style-labels', '--model', 'parent'];
    await fakeMnist(5100);
    const { code, out, log } = await numera(['finetune', ...from, '--out', 'child', '--json']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    expect(JSON.parse(out)).toMatchObject({ folder: at('child'), before: {}, after: {} });
    const card: unknown = JSON.parse(await readFile(at('child', 'card.json'), 'utf8'));
    expect(card).toMatchObject({ parents: [parent], metrics: { fineTuning: { replayFrom: 'mnist', styleHeldBack: 6 } } });
    expect((await numera(['predict', 'set/1.bmp', '--model', 'child'])).code).toBe(0);
    expect(await numera(['finetune', ...from, '--out', 'child'])).toMatchObject({ code: 1, out: '' });
  });
});
