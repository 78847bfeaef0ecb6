import { InferenceSession, Tensor } from '@numera/recognition';
import { GLYPH_SIDE } from '@numera/vision';
import { floatGlyphs, type GlyphSet } from '../data/glyph-set';
import { elementTypes } from '../onnx/schema';
import { writeGraph, type StoredModel } from '../onnx/stored-graph';

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Glyphs in one run. */
const RUN = 100;

/** Between which values each of some tensors of a serving graph lies while it answers a set of glyphs. */
export async function rangesOf(model: StoredModel, tensors: readonly string[], glyphs: GlyphSet): Promise<Map<string, Range>> {
  const asked = tensors.map((name) => ({ name, type: { tensorType: { elemType: elementTypes.float32 } } }));
  const observed = { ...model, graph: { ...model.graph, output: [...model.graph.output, ...asked] } };
  const session = await InferenceSession.create(writeGraph(observed), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const ranges = new Map<string, Range>();
  try {
    for (let from = 0; from < glyphs.count; from += RUN) {
      const to = Math.min(glyphs.count, from + RUN);
      const input = new Tensor('float32', floatGlyphs(glyphs, from, to), [to - from, 1, GLYPH_SIDE, GLYPH_SIDE]);
      const found = await session.run({ glyphs: input }, [...tensors]);
      for (const name of tensors) ranges.set(name, widened(ranges.get(name), found[name]?.data as Float32Array));
    }
  } finally {
    await session.release();
  }
  return ranges;
}

/** Zero is always within: padding and the other side of a rectifier must stay exact. */
function widened(known: Range = { least: 0, most: 0 }, values: Float32Array): Range {
  let { least, most } = known;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < least) least = values[i]!;
    if (values[i]! > most) most = values[i]!;
  }
  return { least, most };
}
