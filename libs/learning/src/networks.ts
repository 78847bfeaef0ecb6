import { batchNorm } from './layers/batch-norm';
import { conv } from './layers/conv';
import { dense } from './layers/dense';
import { dropout } from './layers/dropout';
import { flatten } from './layers/flatten';
import { globalAveragePool } from './layers/global-average-pool';
import type { Layer } from './layers/layer';
import { maxPool } from './layers/max-pool';
import { relu } from './layers/relu';
import { residual } from './layers/residual';
import type { ConvOptions } from './layers/window';
import type { Network } from './network';

/** 225,034 parameters. */
export const s1: Network = [conv(32, 3), relu(), maxPool(2), conv(64, 3), relu(), maxPool(2), flatten(), dense(128), relu(), dense(10)];

/** 110,474 parameters. */
export const s3: Network = [
  ...[conv(32, 3), relu(), maxPool(2)],
  ...[conv(64, 3), relu(), maxPool(2)],
  ...[conv(128, 3), relu(), maxPool(2)],
  ...[flatten(), dense(128), relu(), dropout(0.5), dense(10)],
];

/** s1 with dropout before each dense layer. */
export const digits: Network = [
  ...[conv(32, 3), relu(), maxPool(2)],
  ...[conv(64, 3), relu(), maxPool(2)],
  ...[flatten(), dropout(0.2), dense(128), relu(), dropout(0.4), dense(10)],
];

/** A convolution that keeps the picture's size (but for its stride) with batch-norm, which makes a bias needless. */
const normed = (filters: number, size: number, options: ConvOptions = {}): Layer[] => [
  conv(filters, size, { padding: (size - 1) / 2, bias: false, ...options }),
  batchNorm(),
];

/** Two convolutions around which the input takes a shortcut. */
const block = (filters: number): Layer[] => [residual([...normed(filters, 3), relu(), ...normed(filters, 3)]), relu()];

/** The network of the shipped model, 491,434 parameters, 15.3 million multiplications: three sizes of picture, each halved by a convolution, not by pooling. */
export const resnet: Network = [
  ...[...normed(32, 3, { padding: 0 }), relu()],
  ...[...normed(32, 3, { stride: 2 }), relu(), ...block(32)],
  ...[...normed(64, 3, { stride: 2 }), relu(), ...block(64)],
  ...[...normed(128, 3, { stride: 2 }), relu(), ...block(128)],
  ...[globalAveragePool(), dropout(0.2), dense(10)],
];

/** 7,344 parameters, 1 million multiplications, for where a model must be small: full convolutions made more of them than separable ones. */
export const compact: Network = [
  ...[...normed(10, 3, { padding: 0 }), relu(), ...normed(10, 3, { padding: 0 }), relu(), maxPool(2)],
  ...[...normed(16, 3, { padding: 0 }), relu(), ...normed(16, 3, { padding: 0 }), relu(), ...normed(16, 3, { padding: 0 }), relu()],
  ...[globalAveragePool(), dense(10)],
];
