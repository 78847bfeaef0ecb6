/** Values of a network's parameters by id. */
export type Weights = ReadonlyMap<string, Float32Array>;

/** The values of one parameter; throws when they are missing or of another size. */
export function weightsOf(weights: Weights, { id, size }: { id: string; size: number }): Float32Array {
  const values = weights.get(id);
  if (values === undefined) throw new RangeError(`no weights for ${id}`);
  if (values.length !== size) throw new RangeError(`${id} needs ${size} values, got ${values.length}`);
  return values;
}
