import { conv } from './conv';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import type { Layer, LayerSpec } from './layer';
import { maxPool } from './max-pool';
import { relu } from './relu';

type Maker = (spec: LayerSpec) => Layer;

/** Every kind of layer a recipe may name. */
const makers: Readonly<Record<string, Maker>> = {
  conv: (spec) => conv(count(spec, 'filters'), count(spec, 'size')),
  dense: (spec) => dense(count(spec, 'units')),
  dropout: (spec) => dropout(value(spec, 'rate')),
  flatten,
  maxPool: (spec) => maxPool(count(spec, 'size')),
  relu,
};

/** Turns what a recipe stores back into a layer; throws RangeError for an unknown kind or a wrong setting. */
export function parseLayer(spec: LayerSpec): Layer {
  const make = Object.hasOwn(makers, spec.kind) ? makers[spec.kind] : undefined;
  if (make === undefined) throw new RangeError(`there is no layer ${spec.kind}; there are ${Object.keys(makers).join(', ')}`);
  return make(spec);
}

function value(spec: LayerSpec, setting: string): number {
  const given = spec[setting];
  if (typeof given !== 'number') throw new RangeError(`layer ${spec.kind} needs the number ${setting}`);
  return given;
}

function count(spec: LayerSpec, setting: string): number {
  const given = value(spec, setting);
  if (!Number.isInteger(given) || given < 1 || given > 65_536)
    throw new RangeError(`${setting} of ${spec.kind} must be a whole number from 1, got ${given}`);
  return given;
}
