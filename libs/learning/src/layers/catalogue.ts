import { averagePool } from './average-pool';
import { batchNorm } from './batch-norm';
import { conv } from './conv';
import { dense } from './dense';
import { depthwiseConv } from './depthwise-conv';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { globalAveragePool } from './global-average-pool';
import type { Layer, LayerSpec } from './layer';
import { leakyRelu } from './leaky-relu';
import { lineConv } from './line-conv';
import { maxPool } from './max-pool';
import { relu } from './relu';
import { residual } from './residual';
import { silu } from './silu';
import type { ConvOptions } from './window';

type Maker = (spec: LayerSpec) => Layer;

/** Every kind of layer a recipe may name. */
const makers: Readonly<Record<string, Maker>> = {
  averagePool: (spec) => averagePool(count(spec, 'size')),
  batchNorm: (spec) => batchNorm(optional(spec, 'momentum', value)),
  conv: (spec) => conv(count(spec, 'filters'), count(spec, 'size'), convOptions(spec)),
  dense: (spec) => dense(count(spec, 'units')),
  depthwiseConv: (spec) => depthwiseConv(count(spec, 'size'), convOptions(spec)),
  dropout: (spec) => dropout(value(spec, 'rate')),
  flatten,
  globalAveragePool,
  leakyRelu: (spec) => leakyRelu(optional(spec, 'slope', value)),
  lineConv: (spec) =>
    lineConv(
      count(spec, 'filters'),
      {
        height: count(spec, 'height'),
        width: count(spec, 'width'),
        strideDown: optional(spec, 'strideDown', count),
        strideAcross: optional(spec, 'strideAcross', count),
        paddingDown: optional(spec, 'paddingDown', wholeNumber),
        paddingAcross: optional(spec, 'paddingAcross', wholeNumber),
      },
      optional(spec, 'bias', flag),
    ),
  maxPool: (spec) => maxPool(count(spec, 'size')),
  relu,
  residual: (spec) => residual(layersIn(spec, 'body'), optional(spec, 'shortcut', layersIn)),
  silu,
};

/** Turns what a recipe stores back into a layer; throws RangeError for an unknown kind or a wrong setting. */
export function parseLayer(spec: LayerSpec): Layer {
  const make = Object.hasOwn(makers, spec.kind) ? makers[spec.kind] : undefined;
  if (make === undefined) throw new RangeError(`there is no layer ${spec.kind}; there are ${Object.keys(makers).join(', ')}`);
  return make(spec);
}

function convOptions(spec: LayerSpec): ConvOptions {
  return {
    stride: optional(spec, 'stride', count),
    padding: optional(spec, 'padding', wholeNumber),
    bias: optional(spec, 'bias', flag),
  };
}

function optional<T>(spec: LayerSpec, setting: string, read: (spec: LayerSpec, setting: string) => T): T | undefined {
  return spec[setting] === undefined ? undefined : read(spec, setting);
}

function value(spec: LayerSpec, setting: string): number {
  const given = spec[setting];
  if (typeof given !== 'number') throw new RangeError(`layer ${spec.kind} needs the number ${setting}`);
  return given;
}

function count(spec: LayerSpec, setting: string): number {
  return wholeNumber(spec, setting, 1);
}

function wholeNumber(spec: LayerSpec, setting: string, least = 0): number {
  const given = value(spec, setting);
  if (!Number.isInteger(given) || given < least || given > 65_536)
    throw new RangeError(`${setting} of ${spec.kind} must be a whole number from ${least}, got ${given}`);
  return given;
}

function flag(spec: LayerSpec, setting: string): boolean {
  const given = spec[setting];
  if (typeof given !== 'boolean') throw new RangeError(`${setting} of ${spec.kind} must be true or false`);
  return given;
}

function layersIn(spec: LayerSpec, setting: string): Layer[] {
  const given = spec[setting];
  if (!Array.isArray(given)) throw new RangeError(`layer ${spec.kind} needs the layers ${setting}`);
  return (given as readonly LayerSpec[]).map(parseLayer);
}
