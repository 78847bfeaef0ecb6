import { openModel, readModelFolder } from '@numera/recognition';
import { join } from 'node:path';
import { z } from 'zod';
import { mnistRasters, readMnist } from '../data/mnist';
import { evaluate } from './evaluate';

const folder = process.env['MNIST_DIR'];
const whereThereIsMnist = folder ? describe : describe.skip;

/** Validation split: choices were made on it, so it says whether the pipeline is whole, not how good the model is. */
const VALIDATION = { from: 55_000, to: 60_000 };

whereThereIsMnist('on the validation split of MNIST', () => {
  test.each(['digits', 'digits-int8', 'compact'])(
    'models/%s reads at least 99.3 % through the whole pipeline, as its card says',
    async (name) => {
      const model = await openModel(await readModelFolder(join(__dirname, `../../../../models/${name}`)), { device: 'cpu', threads: 2 });
      const mnist = await readMnist(folder ?? '', 'train');
      const result = await evaluate(model, mnistRasters(mnist, VALIDATION.from, VALIDATION.to), { layout: 'single' });
      await model.close();
      expect(result.count).toBe(5_000);
      expect(result.accuracy).toBeGreaterThanOrEqual(0.993);
      const { accuracy } = z.object({ accuracy: z.number() }).parse(model.card.metrics['validation']);
      expect(Math.abs(result.accuracy - accuracy)).toBeLessThan(0.003);
    },
    300_000,
  );
});
