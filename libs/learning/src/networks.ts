import { batchNorm } from './layers/batch-norm';
import { conv } from './layers/conv';
import { dense } from './layers/dense';
import { depthwiseConv } from './layers/depthwise-conv';
import { dropout } from './layers/dropout';
import { flatten } from './layers/flatten';
import { globalAveragePool } from './layers/global-average-pool';
import type { Layer } from './layers/layer';
import { maxPool } from './layers/max-pool';
import { relu } from './layers/relu';
import { residual } from './layers/residual';
import { silu } from './layers/silu';
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

/** s1 with dropout before each dense layer: the network of the shipped model. */
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

/** 491,434 parameters, 15.3 million multiplications: three sizes of picture, each halved by a convolution, not by pooling. */
export const resnet: Network = [
  ...[...normed(32, 3, { padding: 0 }), relu()],
  ...[...normed(32, 3, { stride: 2 }), relu(), ...block(32)],
  ...[...normed(64, 3, { stride: 2 }), relu(), ...block(64)],
  ...[...normed(128, 3, { stride: 2 }), relu(), ...block(128)],
  ...[globalAveragePool(), dropout(0.2), dense(10)],
];

/** A depthwise convolution and a 1x1 convolution that mixes the channels, each normalised. */
const separable = (filters: number, options: ConvOptions = {}): Layer[] => [
  ...[depthwiseConv(3, { padding: 1, bias: false, ...options }), batchNorm(), silu()],
  ...[...normed(filters, 1), silu()],
];

/** 8,826 parameters, 0.4 million multiplications, for where a model must be small: depthwise separable convolutions. */
export const compact: Network = [
  ...[...normed(12, 5, { stride: 2 }), silu()],
  ...[...separable(24), ...separable(40, { stride: 2 })],
  residual(separable(40)),
  ...separable(80, { stride: 2 }),
  ...[globalAveragePool(), dense(10)],
];
