import { MOST_EXPLAINED, type ReadOptions, type Reading } from '@numera/contracts';
import { VIEWS } from '@numera/vision';
import type { JudgedLine } from './lines/part-evidence';
import { scoresOf, type Network, type Networks } from './modes';
import { occlusionMap, occlusionsOf } from './occlusion';
import { glyphsOf, readChosen } from './reading';

/** Runs of networks that `accurate` may take for one image, some seconds: a page with more candidates is read fast, and the reading says so. */
const MOST_RUNS = 8192;

/** Reads the candidates of one image as it was asked for: in which mode, under which constraints, with an explanation or without. */
export async function recognise(lines: readonly JudgedLine[], options: ReadOptions, model: Networks): Promise<Reading> {
  const glyphs = glyphsOf(lines);
  const isShort = glyphs.length * VIEWS * model.networks.length <= MOST_RUNS;
  const { logits, rules, mode } = await scoresOf(glyphs, (isShort && options.mode) || 'fast', model);
  const { reading, chosen } = readChosen(lines, logits, rules, { constraints: options.constraints, mode });
  if (options.explain !== true) return reading;
  const shown = chosen.map((candidate) => glyphs[candidate]!.pixels);
  return explained(reading, shown, rules.labels, model.networks[0]);
}

/** The reading with a map beside each of its first glyphs; `pixels` are the glyphs'. One run of the network for all of them. */
async function explained(reading: Reading, pixels: readonly Float32Array[], labels: readonly string[], network: Network): Promise<Reading> {
  const known = pixels.slice(0, MOST_EXPLAINED);
  const occluded = known.map(occlusionsOf);
  const logits = await network([...known, ...occluded.flatMap((all) => all.map((one) => one.pixels))]);
  const rowAt = (row: number): Float32Array => logits.subarray(row * labels.length, (row + 1) * labels.length);
  let at = known.length;
  const maps = occluded.map((all, i) => {
    const hidden = all.map((_, k) => rowAt(at + k));
    at += all.length;
    return occlusionMap(all, rowAt(i), hidden, labels.indexOf(reading.glyphs[i]!.label));
  });
  return { ...reading, glyphs: reading.glyphs.map((glyph, i) => (maps[i] ? { ...glyph, explanation: { map: maps[i] } } : glyph)) };
}
