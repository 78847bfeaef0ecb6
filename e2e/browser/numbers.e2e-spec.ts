import type { BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { describeInBrowser } from './chromium';
import { pictureOf, RecognisePage, seededDigit } from './recognise-page';

/** Where the digits of a page of two rows stand, in its upright pixels; 240 pixels a digit. */
const PAGE = { width: 1200, height: 700, side: 240 };
const ROWS = [
  { text: '007', y: 60 },
  { text: '4218', y: 380 },
];

/** A photo of the page as a camera writes it: lying on its side, with the turn that makes it upright. */
async function photoOfPage(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const digits = ROWS.flatMap(({ text, y }) =>
    [...text].map(async (digit, place) => {
      const { buffer } = await pictureOf(seededDigit(Number(digit), 800_000 + 10 * y + place));
      return { input: await sharp(buffer).resize(PAGE.side).png().toBuffer(), left: 40 + place * 270, top: y, blend: 'multiply' as const };
    }),
  );
  const page = sharp({ create: { width: PAGE.width, height: PAGE.height, channels: 3, background: '#f4f1e6' } });
  const upright = await page
    .composite(await Promise.all(digits))
    .png()
    .toBuffer();
  const buffer = await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer };
}

describeInBrowser(
  'Numbers',
  (visits) => {
    async function open(options?: BrowserContextOptions): Promise<RecognisePage> {
      const page = await visits.open('/recognise', options);
      await page.getByRole('radio', { name: 'A whole number' }).click();
      await page.getByRole('heading', { level: 1, name: 'Recognise a number' }).waitFor();
      return new RecognisePage(page);
    }

    test.each([1280, 390])('a number drawn on the wide sheet is read whole, each digit boxed, %i px wide', async (width) => {
      const recognise = await open({ viewport: { width, height: 844 } });
      expect(await recognise.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await recognise.write('041', 810_000);
      await recognise.predict();
      await recognise.heading.waitFor();
      expect(await recognise.reading()).toBe('041');
      const boxes = await recognise.boxes();
      expect(boxes.map(({ x, width: wide }) => Math.floor((x + wide / 2) * 3))).toEqual([0, 1, 2]);
      expect(boxes.every(({ y, height }) => y > 0 && y + height < 1)).toBe(true);
    });

    test('the box of a digit and the digit lead to each other, by pointer and by keys', async () => {
      const recognise = await open();
      await recognise.write('35', 820_000);
      await recognise.predict();
      await recognise.heading.waitFor();
      const { page } = recognise;
      const detail = page.getByRole('tabpanel');
      const boxes = page.getByRole('group', { name: 'Digits over the image' }).getByRole('button');
      await boxes.nth(1).hover();
      await detail.getByRole('heading', { name: 'Digit 2 of 2: 5' }).waitFor();
      await page.getByRole('tab').nth(0).click();
      await page.keyboard.press('End');
      await page.mouse.move(0, 0);
      await detail.getByRole('heading', { name: 'Digit 2 of 2: 5' }).waitFor();
      expect(await boxes.nth(1).getAttribute('aria-current')).toBe('true');
      expect(await detail.getByRole('list', { name: 'Probability of each digit' }).getByRole('listitem').count()).toBe(10);
    });

    test('an upright photo, lying in its file, is read row by row with the boxes where its digits stand', async () => {
      const recognise = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
      await recognise.field.setInputFiles(await photoOfPage());
      await recognise.page.getByText('File name: photo.jpg').waitFor();
      await recognise.predict();
      await recognise.heading.waitFor();
      expect(await recognise.reading()).toBe('007 · 4218');
      const middles = (await recognise.boxes()).map(({ x, y, width, height }) => [x + width / 2, y + height / 2]);
      const expected = ROWS.flatMap(({ text, y }) =>
        [...text].map((_, place) => [(40 + place * 270 + PAGE.side / 2) / PAGE.width, (y + PAGE.side / 2) / PAGE.height]),
      );
      expect(middles.length).toBe(expected.length);
      const distances = middles.map(([x, y], i) => Math.hypot(x! - expected[i]![0]!, y! - expected[i]![1]!));
      expect(Math.max(...distances)).toBeLessThan(0.06);

      await recognise.button('Copy').click();
      await recognise.button('Copied').waitFor();
      expect(await recognise.page.evaluate('navigator.clipboard.readText()')).toBe('007\n4218');
    });

    test('one digit or a whole number: the choice stays, and what is drawn can be read either way', async () => {
      const recognise = await open();
      await recognise.page.reload();
      await recognise.page.getByRole('heading', { level: 1, name: 'Recognise a number' }).waitFor();
      const wide = await recognise.sheet.boundingBox();
      expect(wide!.width / wide!.height).toBeCloseTo(2.25, 1);
      await recognise.write('7', 830_000);
      await recognise.predict();
      await recognise.heading.waitFor();
      await recognise.page.getByRole('radio', { name: 'One digit' }).click();
      await recognise.heading.waitFor({ state: 'detached' });
      await recognise.predict();
      await recognise.heading.waitFor();
      expect(await recognise.reading()).toBe('7');
    });
  },
  { expectRefusals: true },
);
