import type { BrowserContextOptions } from 'playwright-core';
import sharp from 'sharp';
import { describeInBrowser } from './chromium';
import { pictureOf, RecognisePage, seededDigit } from './recognise-page';

/** A number takes a hundred movements of the mouse, each as slow as the machine is busy, ms. */
const WRITING_MS = 180_000;

/** Where the digits of a page of two rows stand, in its upright pixels; 240 pixels a digit. */
const PAGE = { width: 1200, height: 700, side: 240 };
const ROWS = [
  { text: '007', y: 60 },
  { text: '4218', y: 380 },
];

/** A photo of the page lying on its side; a camera writes down the turn that makes it upright, a scanner does not. */
async function photoOfPage(by: 'camera' | 'scanner' = 'camera'): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
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
  const lying = sharp(upright).rotate(-90);
  const buffer = await (by === 'camera' ? lying.withMetadata({ orientation: 6 }) : lying).jpeg({ quality: 95 }).toBuffer();
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

    test.each([1280, 390])(
      'a number drawn on the wide sheet is read whole, each digit boxed, %i px wide',
      async (width) => {
        const recognise = await open({ viewport: { width, height: 844 } });
        expect(await recognise.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await recognise.write('041', 810_000);
        await recognise.predict();
        await recognise.heading.waitFor();
        expect(await recognise.reading()).toBe('041');
        const boxes = await recognise.boxes();
        expect(boxes.map(({ x, width: wide }) => Math.floor((x + wide / 2) * 3))).toEqual([0, 1, 2]);
        expect(boxes.every(({ y, height }) => y > 0 && y + height < 1)).toBe(true);
      },
      WRITING_MS,
    );

    test(
      'the box of a digit and the digit lead to each other, by pointer and by keys',
      async () => {
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
      },
      WRITING_MS,
    );

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

    test('a page that was scanned lying on its side is turned first when that is asked for', async () => {
      const recognise = await open();
      await recognise.field.setInputFiles(await photoOfPage('scanner'));
      await recognise.page.getByText('Options', { exact: true }).click();
      await recognise.page.getByLabel('Turn the image first').selectOption('A quarter turn clockwise');
      await recognise.page.getByText('1 set').waitFor();
      await recognise.predict();
      await recognise.heading.waitFor();
      expect(await recognise.reading()).toBe('007 · 4218');
    });

    test(
      'conditions: what the server would refuse is said beside its field, and what nothing meets is said so',
      async () => {
        const recognise = await open();
        const { page } = recognise;
        await recognise.write('35', 820_000);
        await page.getByText('Options', { exact: true }).click();
        const pattern = page.getByLabel('Pattern');
        await pattern.fill('3*');
        await recognise.predict();
        await page.getByText('Use only # for any digit').waitFor();
        expect(await pattern.getAttribute('aria-invalid')).toBe('true');
        expect(await pattern.evaluate((field) => field.ownerDocument.activeElement === field)).toBe(true);

        const length = page.getByLabel('Number of digits');
        await length.fill('5');
        await pattern.fill('3#');
        await recognise.predict();
        const together = page.getByText('Another condition asks for a different number of digits');
        await together.nth(1).waitFor();
        expect(await length.getAttribute('aria-invalid')).toBe('true');
        await length.fill('');

        await pattern.fill('########');
        await recognise.predict();
        await page.getByText('Nothing that could stand in this image meets your conditions.').waitFor();
        expect(await recognise.reading()).toBe('35');

        await pattern.fill('3#');
        await page.getByText('The options have changed.').waitFor();
        await recognise.predict();
        await page.getByText('Without your conditions it reads the same.').waitFor();
        expect(await recognise.reading()).toBe('35');
      },
      WRITING_MS,
    );

    test(
      'a digit is explained when that is asked for',
      async () => {
        const recognise = await open();
        await recognise.write('35', 820_000);
        await recognise.predict();
        await recognise.heading.waitFor();
        const map = recognise.page.getByRole('img', { name: /^Heat map over the digit/ });
        expect(await map.count()).toBe(0);
        await recognise.button('Explain this digit').click();
        await map.waitFor();
        expect(await map.getAttribute('aria-label')).toMatch(/What spoke most for 3 is (at|on|in) the/);
        await recognise.page.getByRole('tab').nth(1).click();
        await recognise.page.getByRole('img', { name: /What spoke most for 5/ }).waitFor();
      },
      WRITING_MS,
    );

    test(
      'one digit or a whole number: the choice stays, and what is drawn can be read either way',
      async () => {
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
      },
      WRITING_MS,
    );
  },
  { expectRefusals: true },
);
