import { join } from 'node:path';
import { openLineModel, readModelFolder } from '@numera/recognition';
import { loadModel } from './models';
import { warmUp } from './warm-up';

const MODELS = join(__dirname, '..', '..', '..', 'models');

it('the warm-up reads a drawing with both networks', async () => {
  const model = await loadModel(await readModelFolder(join(MODELS, 'digits')), { device: 'cpu' }, { maxBatch: 64, maxWaitMs: 5 });
  const lineModel = await openLineModel(await readModelFolder(join(MODELS, 'lines')));
  let judged = 0;
  const outcomes = await warmUp(model, {
    judge: async (...asked) => {
      const lines = await lineModel.judge(...asked);
      judged += lines.filter(({ evidence }) => evidence !== undefined).length;
      return lines;
    },
  });
  expect(outcomes).toMatchObject([{ status: 'done', reading: { text: '44' } }]);
  expect(judged).toBe(1);
  await Promise.all([model.close(), lineModel.close()]);
});
