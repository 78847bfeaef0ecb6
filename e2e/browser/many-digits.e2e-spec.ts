import { drawStrokes } from '@numera/learning';
import sharp from 'sharp';
import { describeInBrowser } from './chromium';
import { RecognisePage, seededDigit } from './recognise-page';

/** Side of the square that a digit of the page stands in, in pixels. */
const SIDE = 40;

/** A page of rows and columns of one drawn digit, well apart, as a file to upload. */
async function pageOf(rows: number, columns: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const { data } = drawStrokes(seededDigit(7, 950_000), { side: SIDE, penWidth: 3 });
  const [width, height] = [columns * SIDE, rows * SIDE];
  const picture = Buffer.alloc(width * height);
  for (let at = 0; at < picture.length; at++) picture[at] = data[(Math.floor(at / width) % SIDE) * SIDE + (at % SIDE)]!;
  const buffer = await sharp(picture, { raw: { width, height, channels: 1 } })
    .extend({ top: SIDE, bottom: SIDE, left: SIDE, right: SIDE, background: '#fff' })
    .png()
    .toBuffer();
  return { name: 'page.png', mimeType: 'image/png', buffer };
}

describeInBrowser('Many digits', (visits) => {
  async function read(rows: number, columns: number): Promise<RecognisePage> {
    const page = await visits.open('/recognise');
    const recognise = new RecognisePage(page);
    await page.getByRole('radio', { name: 'A whole number' }).click();
    await page.getByText('Options', { exact: true }).click();
    await page.getByRole('radio', { name: /^Accurate/ }).check();
    await recognise.field.setInputFiles(await pageOf(rows, columns));
    await recognise.predict();
    await recognise.heading.waitFor();
    return recognise;
  }

  test('the first sixteen are explained, and of the others the page says why they are not', async () => {
    const { page } = await read(3, 6);
    expect(await page.getByRole('tab').count()).toBe(18);
    await page.getByRole('tab').nth(15).click();
    await page.getByRole('button', { name: 'Explain this digit' }).click();
    await page.getByRole('img', { name: /^Heat map over the digit/ }).waitFor();
    await page.getByRole('tab').nth(16).click();
    await page.getByText('Only the first 16 digits of an image are explained.').waitFor();
  });

  test('a page of very many is read fast although it was to be read accurately, and says so', async () => {
    const { page } = await read(12, 20);
    await page.getByText('There are too many digits for the accurate way').waitFor();
  });
});
