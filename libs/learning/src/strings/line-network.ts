import { batchNorm } from '../layers/batch-norm';
import type { Layer } from '../layers/layer';
import { lineConv, type LineConvOptions } from '../layers/line-conv';
import { relu } from '../layers/relu';
import type { Network } from '../network';
import { LINE_HEIGHT, LINE_LABELS } from '@numera/recognition';

/** Answers that each column of the last layer gives for places side by side: half the work of a finer last layer. */
export const PLACES_PER_COLUMN = 2;

const normed = (filters: number, options: LineConvOptions): Layer[] => [lineConv(filters, options), batchNorm(), relu()];

/**
 * Reads a line of digits, 32 pixels high and of any length, place by place (two pixels apart): a fully convolutional network whose pictures
 * lose their height to the last pixel but only three quarters of their length. Sees 53 pixels around each place, about two digits.
 */
export const lineNetwork: Network = [
  ...normed(16, { height: 5, width: 5, strideDown: 2, strideAcross: 2, paddingDown: 2, paddingAcross: 2 }),
  ...normed(24, { height: 3, width: 3, paddingDown: 1, paddingAcross: 1 }),
  ...normed(48, { height: 3, width: 3, strideDown: 2, strideAcross: 2, paddingDown: 1, paddingAcross: 1 }),
  ...normed(48, { height: 3, width: 3, paddingDown: 1, paddingAcross: 1 }),
  ...normed(64, { height: 3, width: 3, strideDown: 2, paddingDown: 1, paddingAcross: 1 }),
  ...normed(128, { height: LINE_HEIGHT / 8, width: 3, paddingAcross: 1 }),
  ...normed(128, { height: 1, width: 3, paddingAcross: 1 }),
  ...normed(128, { height: 1, width: 3, paddingAcross: 1 }),
  lineConv(LINE_LABELS * PLACES_PER_COLUMN, { height: 1, width: 1 }, true),
];
