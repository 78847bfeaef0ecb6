import { decode } from '@numera/imaging';
import { GLYPH_SIZE, findGlyphs } from '@numera/vision';
import type { LoadedModel } from './models';

/** A grey PNG of 1x1 pixels. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==', 'base64');

/** Sends one pixel the whole way, so that the first caller does not pay for libraries that load and code that is compiled. */
export async function warmUp(model: LoadedModel): Promise<void> {
  findGlyphs(await decode(PIXEL));
  await model.batchers[0].add(new Float32Array(GLYPH_SIZE));
}
