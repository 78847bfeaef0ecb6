import { decode } from './decode';
import { encodePng } from './encode';

it('a raster comes back from its PNG pixel for pixel', async () => {
  const raster = { width: 5, height: 3, data: Uint8Array.from({ length: 15 }, (_, i) => i * 17) };
  expect(await decode(await encodePng(raster))).toEqual(raster);
});
