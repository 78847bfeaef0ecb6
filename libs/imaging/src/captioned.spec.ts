import { encodeCaptionedPng } from './captioned';
import { decode } from './decode';

const paper = { width: 200, height: 60, data: new Uint8Array(200 * 60).fill(240) };
const inkIn = (data: Uint8Array, top: number, bottom: number): number =>
  data.subarray(top * 200, bottom * 200).filter((value) => value < 150).length;

it('captions are dark letters at their place, whatever signs they hold, and nothing else changes', async () => {
  const { width, height, data } = await decode(await encodeCaptionedPng(paper, [{ text: 'a <b> & "c"', x: 10, y: 45 }]));
  expect([width, height]).toEqual([200, 60]);
  expect(inkIn(data, 30, 60)).toBeGreaterThan(20);
  expect(inkIn(data, 0, 30)).toBe(0);
});

it('captions off the picture are left out', async () => {
  const { data } = await decode(
    await encodeCaptionedPng(paper, [
      { text: 'far', x: 500, y: 30 },
      { text: 'low', x: 5, y: 300 },
    ]),
  );
  expect(inkIn(data, 0, 60)).toBe(0);
});
