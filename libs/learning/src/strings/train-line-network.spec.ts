import { InferenceSession, LINE_HEIGHT, LINE_LABELS, Tensor } from '@numera/recognition';
import { batchNorm } from '../layers/batch-norm';
import { lineConv } from '../layers/line-conv';
import { relu } from '../layers/relu';
import { countParameters } from '../network';
import { strokePool } from './digit-pool';
import { lineServingGraph } from './line-graphs';
import { PLACES_PER_COLUMN, lineNetwork } from './line-network';
import { trainLineNetwork } from './train-line-network';

const tiny = [
  ...[lineConv(6, { height: 5, width: 5, strideDown: 4, strideAcross: 4, paddingDown: 2, paddingAcross: 2 }), batchNorm(), relu()],
  ...[lineConv(8, { height: 8, width: 3, paddingAcross: 1 }), batchNorm(), relu()],
  lineConv(LINE_LABELS * PLACES_PER_COLUMN, { height: 1, width: 1 }, true),
];
const WIDTH = 64;
const trained = (onStep?: (step: number, loss: number) => void) =>
  trainLineNetwork({
    network: tiny,
    pools: [strokePool(20, 1)],
    ...{ width: WIDTH, batchSize: 4, steps: 30, learningRate: 0.02, seed: 1 },
    ...(onStep ? { onStep } : {}),
  });

it('training lowers the loss, and the same seed gives the same weights', async () => {
  const losses: number[] = [];
  const weights = await trained((_, loss) => losses.push(loss));
  expect(losses.at(-1)!).toBeLessThan(0.7 * losses[0]!);
  expect(await trained()).toEqual(weights);
});

it('a served network reads lines of any length, a place for every two pixels', async () => {
  const session = await InferenceSession.create(lineServingGraph(tiny, await trained(), WIDTH), { logSeverityLevel: 3 });
  for (const width of [32, 70, 200]) {
    const lines = new Tensor('float32', new Float32Array(2 * LINE_HEIGHT * width), [2, 1, LINE_HEIGHT, width]);
    expect((await session.run({ lines }))['logits']!.dims).toEqual([2, PLACES_PER_COLUMN * Math.ceil(width / 4), LINE_LABELS]);
  }
  await session.release();
});

it('the line network is small', () => {
  expect(countParameters(lineNetwork, [1, LINE_HEIGHT, 128])).toBeLessThan(400_000);
});
