import { batchNorm } from './layers/batch-norm';
import { conv } from './layers/conv';
import { dense } from './layers/dense';
import { dropout } from './layers/dropout';
import { flatten } from './layers/flatten';
import { maxPool } from './layers/max-pool';
import { residual } from './layers/residual';
import { countOutputs, countParameters, parametersOf, placeLayers } from './network';
import { compact, digits, resnet, s1, s3 } from './networks';

describe('networks', () => {
  test('s1 has 225,034 parameters, layer by layer 320, 18,496, 204,928 and 1,290', () => {
    expect(countParameters(s1)).toBe(225_034);
    expect(placeLayers(s1).flatMap(({ parameters }) => parameters.reduce((sum, { size }) => sum + size, 0) || [])).toEqual([
      320, 18_496, 204_928, 1_290,
    ]);
  });
  test('s3 has 110,474 parameters and flattens 1x1x128', () => {
    expect(countParameters(s3)).toBe(110_474);
    expect(placeLayers(s3).find(({ layer }) => layer.spec.kind === 'flatten')).toMatchObject({
      inputShape: [128, 1, 1],
      outputShape: [128],
    });
  });
  test('s1 with dropout is as large as s1, for dropout learns nothing', () => expect(countParameters(digits)).toBe(225_034));
  test.each([s1, s3, digits, resnet, compact])('ends in ten logits', (...network) => expect(countOutputs(network)).toBe(10));

  test('shapes are followed through every layer', () => {
    const shapes = placeLayers([conv(2, 3), maxPool(3), flatten(), dense(4)], [1, 10, 9]).map(({ outputShape }) => outputShape);
    expect(shapes).toEqual([[2, 8, 7], [2, 2, 2], [8], [4]]);
  });
  test('a dense layer after a picture says to flatten, and names the layer', () => {
    expect(() => placeLayers([conv(2, 3), dense(4)])).toThrow('layer 1.dense: dense needs [values], got [2, 26, 26]; flatten first');
  });
  test('a picture layer after flatten is refused', () => {
    expect(() => placeLayers([flatten(), conv(2, 3)])).toThrow('layer 1.conv: conv needs [channels, height, width], got [784]');
  });
  test('a window larger than the picture is refused', () => {
    expect(() => placeLayers([maxPool(29)])).toThrow('layer 0.maxPool: maxPool(29) does not fit into 28x28');
    expect(() => placeLayers([conv(1, 29)])).toThrow('layer 0.conv: conv with 29x29 kernels does not fit into 28x28');
  });
  test('parameters inside a residual block have ids of their own, and running statistics are not counted as learned', () => {
    const network = [residual([conv(2, 3, { padding: 1 }), batchNorm()])];
    expect(parametersOf(network, [2, 4, 4]).map(({ id }) => id.replace('0.residual.body.', ''))).toEqual([
      ...['0.conv.weight', '0.conv.bias'],
      ...['1.batchNorm.weight', '1.batchNorm.bias', '1.batchNorm.mean', '1.batchNorm.variance'],
    ]);
    expect(countParameters(network, [2, 4, 4])).toBe(2 * 2 * 9 + 2 + 4);
  });
  test('a dropout rate of one is refused', () => expect(() => dropout(1)).toThrow('must be in [0, 1)'));
});
