import { openModel, readModelFolder } from '@numera/recognition';
import { join } from 'node:path';
import { mnistRasters, readMnist } from '../data/mnist';
import { evaluate } from './evaluate';

const folder = process.env['MNIST_DIR'];
const whereThereIsMnist = folder ? describe : describe.skip;

whereThereIsMnist('the shipped model on MNIST t10k', () => {
  test('reads at least 99.2 % through the whole pipeline, as its card says', async () => {
    const model = await openModel(await readModelFolder(join(__dirname, '../../../../models/digits')), { device: 'cpu', threads: 2 });
    const result = await evaluate(model, mnistRasters(await readMnist(folder ?? '', 't10k')), { layout: 'single' });
    await model.close();
    expect(result.count).toBe(10_000);
    expect(result.accuracy).toBeGreaterThanOrEqual(0.992);
    expect(Math.abs(result.accuracy - (model.card.t10k.at(-1)?.accuracy ?? 0))).toBeLessThan(0.001);
  }, 300_000);
});
