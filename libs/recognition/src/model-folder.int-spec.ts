import { join } from 'node:path';
import { readModelFolder } from './model-folder';
import { openModel } from './session';

const folderOf = (name: string): string => join(__dirname, '../../../models', name);

describe('a model folder', () => {
  test.each(['digits', 'digits-int8', 'compact'])('that ships, %s, is whole and its network answers for ten digits', async (name) => {
    const files = await readModelFolder(folderOf(name));
    expect(files.card.labels).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    // What was certified, or is an ensemble, has the weights of the versions before it, and another name.
    const { version, parents, sha256, outOfFold, accurate } = files.card;
    const members = accurate?.members ?? [];
    const names = members.length > 0 ? parents.slice(1) : [outOfFold ? parents[0] : version];
    const hashes = members.length > 0 ? members.map((member) => member.sha256) : [sha256];
    expect(names).toEqual(hashes.map((hash) => expect.stringMatching(new RegExp(`^digits-\\d{8}-${hash.slice(0, 8)}$`))));
    const model = await openModel(files, { device: 'cpu' });
    expect(await model.run(new Float32Array(2 * 784))).toHaveLength(20);
    await model.close();
  });
  test('that is not there is an error that names the folder and the file', async () => {
    await expect(readModelFolder('/nowhere/at/all')).rejects.toThrow(/\/nowhere\/at\/all is not a model folder: (model\.onnx|card\.json)/);
  });
});
