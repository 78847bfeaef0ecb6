import type { LabelledImage } from '../evaluation/evaluate';
import { CORRUPTIONS, corrupt } from './corruptions';

/** Every image spoiled in each of the fifteen ways, the way as its kind; the same images are spoiled alike each time. */
export async function* corruptedImages(images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>): AsyncGenerator<LabelledImage> {
  let index = 0;
  for await (const { raster, label } of images) {
    for (const [i, kind] of CORRUPTIONS.entries()) {
      yield { raster: raster && corrupt(raster, kind, index * CORRUPTIONS.length + i), label, kind };
    }
    index++;
  }
}
