import { randomFrom, drawStrokes, strokesOf } from '@numera/learning';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const program = join(__dirname, '..', 'bin', 'numera.js');

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly log: string;
}

/** Runs the built program as a shell would; with `killAt` it is killed as soon as its log says so. */
function numera(args: readonly string[], env: Record<string, string> = {}, killAt?: RegExp): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'INIT_CWD' && name !== 'MNIST_DIR'));
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: { ...inherited, ...env } });
    let out = '';
    let log = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => {
      log += String(chunk);
      if (killAt?.test(log)) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, log }));
  });
}

/** A drawn digit as an uncompressed grey BMP: the one format that needs no encoder. */
function drawing(digit: number, seed: number, side = 64): { bmp: Buffer; data: Uint8Array } {
  const { data } = drawStrokes(strokesOf(digit, randomFrom(seed)), { side, penWidth: side / 12 });
  const header = Buffer.alloc(54 + 1024);
  header.write('BM');
  header.writeUInt32LE(header.length + data.length, 2);
  header.writeUInt32LE(header.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(side, 18);
  header.writeInt32LE(-side, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(8, 28);
  for (let level = 0; level < 256; level++) header.fill(level, 54 + 4 * level, 57 + 4 * level);
  return { bmp: Buffer.concat([header, data]), data };
}

const idx = (shape: readonly number[], data: Uint8Array): Buffer => {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((length, i) => header.writeUInt32BE(length, 4 + 4 * i));
  return Buffer.concat([header, data]);
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'numera cli '));
  await mkdir(join(folder, 'set'));
  for (let digit = 0; digit < 10; digit++) await writeFile(join(folder, 'set', `${digit}.bmp`), drawing(digit, 40 + digit).bmp);
  await writeFile(join(folder, 'set', 'broken.png'), 'not an image');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('numera', () => {
  it('prints its version and its help', async () => {
    expect(await numera(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), log: '' });
    const help = await numera(['--help']);
    expect(help).toMatchObject({ code: 0, log: '' });
    for (const name of ['predict', 'evaluate', 'train']) expect(help.out).toContain(name);
    expect((await numera(['evaluate', '--help'])).out).toContain('--folder DIR');
  });

  it('exits with 2 when it is called wrongly', async () => {
    expect(await numera(['predict', 'a.png', '--loud'])).toMatchObject({ code: 2, out: '', log: expect.stringContaining('Usage: numera') });
  });
});

describe('numera data', () => {
  it('writes strings that numera evaluate reads, the same for a seed', async () => {
    const made = await numera(['data', 'synth', 'strings', '--out', 'strings', '--count', '9', '--seed', '4']);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('9 pictures') });
    const labels = await readFile(join(folder, 'strings', 'labels.csv'), 'utf8');
    expect(labels).toMatch(/^file,label,kind\n000001\.png,\d{2,8},spaced-clean-strokes\n/);
    await numera(['data', 'synth', 'strings', '--out', 'again', '--count', '9', '--seed', '4']);
    expect(await readFile(join(folder, 'again', 'labels.csv'), 'utf8')).toBe(labels);
    const { code, out } = await numera(['evaluate', '--folder', 'strings', '--kind', 'spaced*', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ count: 3, correct: 3 });
  });
});

describe('numera data preview', () => {
  it('draws what training sees into one PNG', async () => {
    const made = await numera(['data', 'preview', '--out', 'preview.png', '--seed', '3']);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ rows in .*preview\.png\n$/) });
    expect((await readFile(join(folder, 'preview.png'))).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('numera predict', () => {
  it('prints a line for each image, in the order asked for', async () => {
    const { code, out } = await numera(['predict', 'set/3.bmp', join(folder, 'set', '0.bmp')]);
    expect(code).toBe(0);
    const rows = out.trimEnd().split('\n');
    expect(rows.map((row) => row.split('\t').slice(0, 2))).toEqual([
      ['set/3.bmp', '3'],
      [join(folder, 'set', '0.bmp'), '0'],
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
    const wrong = await numera(['predict', 'set/7.bmp', '--checksum', 'crc']);
    expect(wrong.code).toBe(2);
    expect(wrong.log).toContain('--checksum');
  });

  it('answers with several models together once an ensemble is made of them', async () => {
    const shipped = join(__dirname, '..', '..', '..', 'models', 'digits');
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
    const shipped = await stat(join(__dirname, '..', '..', '..', 'models', 'digits', 'model.onnx'));
    expect(bytes).toBeLessThan(0.5 * shipped.size);
    expect(after).toBeGreaterThanOrEqual(before - 0.02);
    expect((await numera(['predict', 'set/7.bmp', '--model', 'small'])).out).toContain('\t7\t');
  }, 180_000);

  it('starts relative paths where npm was called', async () => {
    expect(await numera(['predict', '7.bmp'], { INIT_CWD: join(folder, 'set') })).toMatchObject({ code: 0 });
  });

  it('says in a sentence that a model is missing', async () => {
    const { code, log } = await numera(['predict', 'set/7.bmp', '--model', 'nowhere']);
    expect(code).toBe(1);
    expect(log).toMatch(/nowhere is not a model folder/);
    expect(log).not.toContain('    at ');
  });
});

describe('numera evaluate', () => {
  it('counts what cannot be read as wrong, and reports by kind', async () => {
    const rows = Array.from({ length: 10 }, (_, digit) => `${digit}.bmp,${digit},drawn`);
    await writeFile(join(folder, 'set', 'labels.csv'), ['file,label,kind', ...rows, 'broken.png,1,bad', 'none.png,2,bad', ''].join('\n'));
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
    await writeFile(join(folder, 'set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,4\n');
    const { code, out } = await numera(['evaluate', '--folder', 'set', '--corruptions', '--negatives', '10', '--json']);
    expect(code).toBe(0);
    const figures = JSON.parse(out) as { count: number; byKind: Record<string, unknown>; rejection: { count: number; rejected: number } };
    expect(figures).toMatchObject({ count: 30, byKind: { fog: { count: 2 } }, rejection: { count: 10 } });
    expect(Object.keys(figures.byKind)).toHaveLength(15);
    expect(figures.rejection.rejected).toBeGreaterThan(0);
  });

  it('takes only the kind that was asked for, and only so many', async () => {
    await writeFile(join(folder, 'set', 'labels.csv'), 'file,label,kind\n1.bmp,1,thin-pen\n2.bmp,2,thick-pen\n3.bmp,3,thin-brush\n');
    const counted = async (...args: string[]): Promise<unknown> =>
      JSON.parse((await numera(['evaluate', '--folder', 'set', '--json', ...args])).out);
    expect(await counted('--kind', 'thin-*')).toMatchObject({ count: 2 });
    expect(await counted('--kind', 'thin-*', '--limit', '1')).toMatchObject({ count: 1 });
    expect(await numera(['evaluate', '--folder', 'set', '--kind', 'nothing'])).toMatchObject({ code: 1, out: '' });
  });

  it('gives no class figures for strings, which are right only whole', async () => {
    await writeFile(join(folder, 'set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,44\n');
    const figures: unknown = JSON.parse((await numera(['evaluate', '--folder', 'set', '--json'])).out);
    expect(figures).toMatchObject({ count: 2, correct: 1, perClass: null, confusion: null, auc: null });
  });

  it('does not follow labels.csv out of its folder', async () => {
    await writeFile(join(folder, 'outside.bmp'), drawing(5, 1).bmp);
    await writeFile(join(folder, 'set', 'labels.csv'), 'file,label\n../outside.bmp,5\n');
    expect(await numera(['evaluate', '--folder', 'set'])).toMatchObject({ code: 1, out: '' });
    await symlink(join(folder, 'outside.bmp'), join(folder, 'set', 'link.bmp'));
    await writeFile(join(folder, 'set', 'labels.csv'), 'file,label\nlink.bmp,5\n');
    expect(await numera(['evaluate', '--folder', 'set'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('leads out of the folder'),
    });
  });

  it('reads IDX files of any size and of either polarity, plain or gzip', async () => {
    const pictures = Array.from({ length: 20 }, (_, i) => drawing(i % 10, 90 + i, 40).data);
    const labels = idx(
      [20],
      Uint8Array.from({ length: 20 }, (_, i) => i % 10),
    );
    const dark = Buffer.concat(pictures);
    await writeFile(join(folder, 'labels.gz'), gzipSync(labels));
    await writeFile(join(folder, 'dark'), idx([20, 40, 40], dark));
    await writeFile(
      join(folder, 'light.gz'),
      gzipSync(
        idx(
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
    await writeFile(join(folder, 'set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,4\nbroken.png,5\n');
    const args = ['evaluate', '--folder', 'set', '--target-error', '0.0001', '--report', 'out.html'];
    const figures = JSON.parse((await numera([...args, '--json'])).out) as Record<string, unknown>;
    expect(figures).toMatchObject({ count: 3, correct: 2, selective: { targetError: 0.0001, threshold: null, accepted: 0 } });
    expect((await numera(args)).out).toContain('not certifiable (3, takes 29956)');
    expect(await readFile(join(folder, 'out.html'), 'utf8')).toMatch(/^<!doctype html>[^]*not readable[^]*<\/html>\n$/);
    expect(await numera(['evaluate', '--folder', 'set', '--report', 'no/such/folder.html'])).toMatchObject({ code: 1, out: '' });
  });

  it('prints tables for people', async () => {
    await writeFile(join(folder, 'set', 'labels.csv'), 'file,label\n3.bmp,3\n4.bmp,4\n');
    expect((await numera(['evaluate', '--folder', 'set'])).out).toMatch(/^2 of 2 right: 100\.00 %/);
  });
});

describe('numera train', () => {
  const recipe = {
    name: 'tiny',
    network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }],
    batchSize: 20,
    epochs: 2,
  };

  it('learns from drawn digits, writes a model folder and prints its version; the model then predicts', async () => {
    await writeFile(join(folder, 'tiny.json'), JSON.stringify(recipe));
    const { code, out, log } = await numera(['train', '--recipe', 'tiny.json', '--out', 'tiny', '--limit', '200', '--offline']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    const [version, path] = out.trimEnd().split('\t');
    expect(version).toMatch(/^digits-\d{8}-[0-9a-f]{8}$/);
    expect(path).toBe(join(folder, 'tiny'));
    expect(log).toMatch(/Total params: 7,850 [^]*epoch\s+loss[^]*images\/s[^]*overfitting[^]*the first 5 images/);
    expect(await readFile(join(folder, 'tiny.svg'), 'utf8')).toContain('Accuracy');
    expect(await readdir(folder)).not.toContain('tiny.checkpoint');
    const card = JSON.parse(await readFile(join(folder, 'tiny', 'card.json'), 'utf8')) as { history: unknown[] };
    expect(card.history).toHaveLength(2);
    expect((await numera(['predict', 'set/1.bmp', '--model', 'tiny'])).code).toBe(0);
    expect(await numera(['train', '--recipe', 'tiny.json', '--out', 'tiny'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('not empty'),
    });
  });

  it('learns on from an earlier model of the same network, and names it in the card', async () => {
    const args = ['train', '--limit', '200', '--offline', '--from', 'tiny'];
    const { code, out, log } = await numera([...args, '--recipe', 'tiny.json', '--out', 'more', '--json']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    const cardIn = async (path: string) =>
      JSON.parse(await readFile(join(folder, path, 'card.json'), 'utf8')) as {
        version: string;
        parents: string[];
        history: { loss: number }[];
      };
    const [parent, child] = [await cardIn('tiny'), await cardIn('more')];
    expect(child.parents).toEqual([parent.version]);
    expect(child.history[0]!.loss).toBeLessThan(parent.history[0]!.loss);
    expect(JSON.parse(out)).toMatchObject({ version: child.version });
    await writeFile(
      join(folder, 'wider.json'),
      JSON.stringify({ ...recipe, network: [{ kind: 'flatten' }, { kind: 'dense', units: 12 }, ...recipe.network] }),
    );
    expect(await numera([...args, '--recipe', 'wider.json', '--out', 'other'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('does not hold this network'),
    });
  });

  it('goes on after a kill -9 and ends as an unbroken run; --resume insists on that', async () => {
    await writeFile(join(folder, 'long.json'), JSON.stringify({ ...recipe, name: 'long', epochs: 60 }));
    const args = ['train', '--recipe', 'long.json', '--limit', '200', '--offline'];
    expect(await numera([...args, '--out', 'killed', '--resume'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('killed.checkpoint'),
    });
    const killed = await numera([...args, '--out', 'killed'], {}, /^ +5 +\d/m);
    expect(killed.code).toBeNull();
    const { code, log } = await numera([...args, '--out', 'killed', '--resume']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    expect(log).toMatch(/going on after epoch \d+ of 60 \(killed\.checkpoint\)/);
    expect((await numera([...args, '--out', 'unbroken'])).code).toBe(0);
    const onnx = (name: string) => readFile(join(folder, name, 'model.onnx'));
    expect(Buffer.compare(await onnx('killed'), await onnx('unbroken'))).toBe(0);
  });

  it('learns from drawn digits, and says so, where MNIST cannot be fetched', async () => {
    const { code, log } = await numera(['train', '--recipe', 'tiny.json', '--out', 'alone', '--limit', '50'], {
      MNIST_MIRRORS: 'http://127.0.0.1:9/',
      NUMERA_DATA: join(folder, 'data'),
    });
    expect(code).toBe(0);
    expect(log).toMatch(/could not be fetched \(127\.0\.0\.1:9: .+\)\nso this run learns from digits that Numera draws itself/);
  });

  it('refuses an engine that there is not', async () => {
    expect(await numera(['train', '--recipe', 'tiny.json', '--engine', 'abacus'])).toMatchObject({ code: 2, out: '' });
  });

  it('says which recipes there are, and what is wrong with one', async () => {
    expect(await numera(['train', '--recipe', 'nothing'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('there are digits, resnet'),
    });
    await writeFile(join(folder, 'bad.json'), JSON.stringify({ ...recipe, epochs: 0 }));
    expect(await numera(['train', '--recipe', 'bad.json'])).toMatchObject({ code: 1, log: expect.stringContaining('recipe.epochs') });
  });
});

describe('numera certify', () => {
  it('trains the folds, writes the same network with a card that says what was proved, and leaves nothing else', async () => {
    const args = ['certify', '--model', 'tiny', '--out', 'certified', '--limit', '200', '--offline', '--folds', '2'];
    const { code, out, log } = await numera(args);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    expect(log).toMatch(
      /fold 1 of 2: 100 images[^]*fold 2 of 2[^]*200 out-of-fold answers[^]*at most 0.01 % +not certifiable \(220, takes 29956\)/,
    );
    expect(out).toMatch(/^digits-\d{8}-[0-9a-f]{8}\t/);
    expect((await numera(['predict', 'set/1.bmp', '--model', 'certified'])).code).toBe(0);
    expect(await readdir(folder)).not.toContain('certified.folds');
  });

  it('says which models it cannot certify', async () => {
    const { code, log } = await numera(['certify', '--out', 'no', '--offline']);
    expect({ code, log }).toEqual({ code: 1, log: expect.stringContaining('cannot be made again') });
    expect(await numera(['certify', '--out', 'no', '--folds', '1'])).toMatchObject({ code: 2 });
  });
});

describe('numera finetune', () => {
  /** A folder with MNIST's names: the same 60 drawings again and again, because only their number matters here. */
  async function fakeMnist(count: number): Promise<string> {
    const drawings = Array.from({ length: 60 }, (_, i) => drawing(i % 10, 700 + i, 28).data);
    const path = join(folder, 'mnist');
    await mkdir(path, { recursive: true });
    const images = Array.from({ length: count }, (_, i) => drawings[i % 60] ?? new Uint8Array(784));
    await writeFile(join(path, 'train-images-idx3-ubyte'), idx([count, 28, 28], Buffer.concat(images)));
    await writeFile(
      join(path, 'train-labels-idx1-ubyte'),
      idx(
        [count],
        Uint8Array.from(images, (_, i) => (i % 60) % 10),
      ),
    );
    return path;
  }

  it('teaches a model a style, writes a folder that names its parent, and says where the old digits came from', async () => {
    const network = [{ kind: 'flatten' }, { kind: 'dense', units: 10 }];
    await writeFile(join(folder, 'parent.json'), JSON.stringify({ name: 'tiny', network, batchSize: 20, epochs: 2 }));
    const parent = (await numera(['train', '--recipe', 'parent.json', '--out', 'parent', '--limit', '100', '--offline'])).out.split(
      '\t',
    )[0];
    const pictures = Array.from({ length: 40 }, (_, i) => drawing(i % 10, 300 + i).data);
    await writeFile(join(folder, 'style'), idx([40, 64, 64], Buffer.concat(pictures)));
    await writeFile(
      join(folder, 'style-labels'),
      idx(
        [40],
        Uint8Array.from(pictures, (_, i) => i % 10),
      ),
    );
    const from = ['--images', 'style', '--labels', 'style-labels', '--model', 'parent', '--replay', await fakeMnist(5100)];
    const { code, out, log } = await numera(['finetune', ...from, '--out', 'child', '--json']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    expect(JSON.parse(out)).toMatchObject({ folder: join(folder, 'child'), before: {}, after: {} });
    const card: unknown = JSON.parse(await readFile(join(folder, 'child', 'card.json'), 'utf8'));
    expect(card).toMatchObject({ parents: [parent], metrics: { fineTuning: { replayFrom: 'mnist', styleHeldBack: 6 } } });
    expect((await numera(['predict', 'set/1.bmp', '--model', 'child'])).code).toBe(0);
    expect(await numera(['finetune', ...from, '--out', 'child'])).toMatchObject({ code: 1, out: '' });
  });
});
