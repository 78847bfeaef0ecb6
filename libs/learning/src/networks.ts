import { conv } from './layers/conv';
import { dense } from './layers/dense';
import { dropout } from './layers/dropout';
import { flatten } from './layers/flatten';
import { maxPool } from './layers/max-pool';
import { relu } from './layers/relu';
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
