import { recipes } from '@numera/learning';
import { cliFolder } from '@numera/testing';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDigitSet } from '../drawn-digits.testing';

/** A network that reads whole lines. */
const LINES = join(__dirname, '../../../../models/lines');

const { numera, at } = cliFolder(writeDigitSet);

describe('numera train', () => {
  const recipe = {
    name: 'tiny',
    network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }],
    batchSize: 20,
    epochs: 2,
  };

  const cardIn = async (path: string) =>
    JSON.parse(await readFile(at(path, 'card.json'), 'utf8')) as {
      version: string;
      sha256: string;
      parents: string[];
      teachers?: string[];
      recipe: { distillation: unknown };
      history: { loss: number }[];
    };

  it('learns from drawn digits, writes a model folder and prints its version; the model then predicts', async () => {
    await writeFile(at('tiny.json'), JSON.stringify(recipe));
    const { code, out, log } = await numera(['train', '--recipe', 'tiny.json', '--out', 'tiny', '--limit', '200', '--offline']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    const [version, path] = out.trimEnd().split('\t');
    expect(version).toMatch(/^digits-\d{8}-[0-9a-f]{8}$/);
    expect(path).toBe(at('tiny'));
    expect(log).toMatch(
      /Total params: 7,850 [^]*epoch\s+loss[^]*images\/s[^]*overfitting[^]*the first 5 images[^]*(reads \d[^%]*){5}(\d+\.\d\d % *){5}/,
    );
    expect(await readFile(at('tiny.svg'), 'utf8')).toContain('Accuracy');
    expect(await readdir(at())).not.toContain('tiny.checkpoint');
    expect((await cardIn('tiny')).history).toHaveLength(2);
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
    const [parent, child] = [await cardIn('tiny'), await cardIn('more')];
    expect(child.parents).toEqual([parent.version]);
    expect(child.history[0]!.loss).toBeLessThan(parent.history[0]!.loss);
    expect(JSON.parse(out)).toMatchObject({ version: child.version });
    await writeFile(
      at('wider.json'),
      JSON.stringify({ ...recipe, network: [{ kind: 'flatten' }, { kind: 'dense', units: 12 }, ...recipe.network] }),
    );
    expect(await numera([...args, '--recipe', 'wider.json', '--out', 'other'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('does not hold this network'),
    });
  });

  it('goes on after a kill -9 and ends as an unbroken run; --resume insists on that', async () => {
    await writeFile(at('long.json'), JSON.stringify({ ...recipe, name: 'long', epochs: 60 }));
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
    const onnx = (name: string) => readFile(at(name, 'model.onnx'));
    expect(Buffer.compare(await onnx('killed'), await onnx('unbroken'))).toBe(0);
  });

  it('trains the network that a recipe goes on from first, once, unless one is given', async () => {
    const { network } = recipes.s1;
    await writeFile(at('second.json'), JSON.stringify({ ...recipe, network, name: 'second', epochs: 1, after: 's1' }));
    const args = ['train', '--recipe', 'second.json', '--limit', '100', '--offline', '--seed', '3'];
    const killed = await numera([...args, '--out', 'second'], {}, /^ +2 +\d/m);
    expect(killed).toMatchObject({ code: null, log: expect.stringContaining('the network to go on from, recipe s1') });
    const { code, log } = await numera([...args, '--out', 'second', '--resume']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    expect(log).toMatch(/going on after epoch \d+ of \d+ \(second\.before\.checkpoint\)/);
    const before = await cardIn('second.before');
    expect(before).toMatchObject({ seed: 3, recipe: { name: 's1' } });
    expect(await cardIn('second')).toMatchObject({ parents: [before.version] });
    const given = await numera([...args, '--out', 'given', '--from', 'second.before']);
    expect({ code: given.code, log: given.code === 0 ? '' : given.log }).toEqual({ code: 0, log: '' });
    expect(given.log).not.toContain('to go on from, recipe');
    expect(await cardIn('given')).toMatchObject({ sha256: (await cardIn('second')).sha256 });
  });

  it('trains the teachers that a recipe wants and goes on from one of them; what is there after a kill -9 is not trained again', async () => {
    const { network } = recipes.s1;
    const pupil = { ...recipe, network, name: 'pupil', epochs: 1, distillation: { share: 0.5, recipe: 's1', seeds: [1, 2] } };
    await writeFile(at('pupil.json'), JSON.stringify(pupil));
    const args = ['train', '--recipe', 'pupil.json', '--limit', '100', '--offline'];
    const killed = await numera([...args, '--out', 'pupil'], {}, /teacher 2 of 2, recipe s1/);
    expect(killed).toMatchObject({ code: null, log: expect.stringContaining('teacher 1 of 2, recipe s1') });
    const { code, log } = await numera([...args, '--out', 'pupil', '--resume']);
    expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' });
    expect(log).not.toContain('teacher 1 of 2');
    const teachers = (await readdir(at('pupil.teachers'))).filter((name) => !name.includes('.'));
    expect(teachers.sort()).toEqual(['s1-1', 's1-2']);
    const [first, second] = [await cardIn('pupil.teachers/s1-1'), await cardIn('pupil.teachers/s1-2')];
    expect(await cardIn('pupil')).toMatchObject({ parents: [first.version], teachers: [first.version, second.version] });
    // What other images taught is no teacher of this run.
    await rename(at('pupil.teachers'), at('others.teachers'));
    expect(await numera([...args, '--out', 'others', '--limit', '120'])).toMatchObject({
      code: 1,
      log: expect.stringMatching(/others\.teachers\/s1-1 holds a network of another .* images; remove it/),
    });
    await rename(at('others.teachers'), at('pupil.teachers'));
    // A teacher that is named is asked, but not gone on from.
    const other = await numera([...args, '--out', 'other', '--teacher', 'pupil.teachers/s1-2']);
    expect({ code: other.code, log: other.code === 0 ? '' : other.log }).toEqual({ code: 0, log: '' });
    expect(other.log).not.toContain('teacher 1 of');
    expect(await cardIn('other')).toMatchObject({ parents: [], teachers: [second.version] });
    expect((await cardIn('other')).recipe.distillation).toEqual({ share: 0.5 });
    expect(await numera([...args, '--out', 'none', '--teacher', LINES])).toMatchObject({
      code: 1,
      log: expect.stringMatching(/^numera: lines-\S+ is no teacher of single digits/),
    });
    await writeFile(at('orphan.json'), JSON.stringify({ ...pupil, distillation: { share: 0.5 } }));
    expect(await numera(['train', '--recipe', 'orphan.json', '--offline', '--out', 'none'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('names none; --teacher does'),
    });
    expect(await numera(['train', '--recipe', 'tiny.json', '--offline', '--out', 'none', '--teacher', 'other'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('it learns from no teachers'),
    });
  });

  it('learns from drawn digits, and says so, where MNIST cannot be fetched', async () => {
    const { code, log } = await numera(['train', '--recipe', 'tiny.json', '--out', 'alone', '--limit', '50'], {
      MNIST_MIRRORS: 'http://127.0.0.1:9/',
      NUMERA_DATA: at('data'),
    });
    expect(code).toBe(0);
    expect(log).toMatch(/could not be fetched \(127\.0\.0\.1:9: .+\)\nso this run learns from digits that Numera draws itself/);
  });

  it('learns on as many threads as it is told, on two without a word: the same bytes only for the same number', async () => {
    await writeFile(at('threads.json'), JSON.stringify({ ...recipe, name: 'threads' }));
    const learned = async (out: string, ...threads: string[]): Promise<string> => {
      const { code } = await numera(['train', '--recipe', 'threads.json', '--limit', '100', '--offline', '--out', out, ...threads]);
      expect(code).toBe(0);
      return (await readFile(at(out, 'model.onnx'))).toString('base64');
    };
    const two = await learned('two');
    expect(await learned('told', '--threads', '2')).toBe(two);
    expect(await learned('one', '--threads', '1')).not.toBe(two);
  });

  it('refuses to write curves where there is no folder, before it learns', async () => {
    const args = ['train', '--recipe', 's1', '--offline', '--out', 'curveless', '--curves', 'nodir/x.svg'];
    expect(await numera(args)).toMatchObject({ code: 1, out: '', log: expect.stringMatching(/^numera: .*nodir is not a folder\n$/) });
  });

  it('refuses an engine that there is not', async () => {
    expect(await numera(['train', '--recipe', 'tiny.json', '--engine', 'abacus'])).toMatchObject({ code: 2, out: '' });
  });

  it('says which recipes there are, and what is wrong with one', async () => {
    expect(await numera(['train', '--recipe', 'nothing'])).toMatchObject({
      code: 1,
      log: expect.stringContaining('there are digits, resnet, taught'),
    });
    await writeFile(at('bad.json'), JSON.stringify({ ...recipe, epochs: 0 }));
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
    expect(await readdir(at())).not.toContain('certified.folds');
  });

  it('says which models it cannot certify', async () => {
    const { code, log } = await numera(['certify', '--out', 'no', '--offline']);
    expect({ code, log }).toEqual({ code: 1, log: expect.stringContaining('cannot be made again') });
    expect(await numera(['certify', '--out', 'no', '--folds', '1'])).toMatchObject({ code: 2 });
  });
});
