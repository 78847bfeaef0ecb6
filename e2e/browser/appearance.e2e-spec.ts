/// <reference lib="dom" />
import { violations } from './accessibility';
import { describeInBrowser } from './chromium';
import { ONE, RecognisePage } from './recognise-page';

describeInBrowser('Appearance', (visits) => {
  test('no page breaks an accessibility rule, in either theme, on a desk and on a phone', async () => {
    expect(await violations(await visits.open('/'))).toEqual([]);

    const recognise = new RecognisePage(await visits.open('/recognise'));
    expect(await violations(recognise.page)).toEqual([]);
    await recognise.page.getByRole('radio', { name: 'Upload' }).click();
    expect(await violations(recognise.page)).toEqual([]);
    await recognise.page.getByRole('radio', { name: 'Draw' }).click();
    const notice = async (): Promise<void> => {
      await recognise.predict();
      await recognise.page.locator('mat-snack-bar-container').last().waitFor();
    };
    expect(await violations(recognise.page, notice)).toEqual([]);
    await recognise.draw(ONE);
    await recognise.predict();
    await recognise.heading.waitFor();
    expect(await violations(recognise.page)).toEqual([]);

    await recognise.page.getByRole('radio', { name: 'A whole number' }).click();
    await recognise.page.getByText('Options', { exact: true }).click();
    await recognise.page.getByLabel('Pattern').fill('one');
    await recognise.predict();
    await recognise.page.getByText('Use only # for any digit').waitFor();
    expect(await violations(recognise.page)).toEqual([]);
    await recognise.page.getByLabel('Pattern').fill('');
    await recognise.button('Clear').click();
    await recognise.write('10', 840_000);
    await recognise.predict();
    await recognise.page.getByRole('tablist').waitFor();
    expect(await violations(recognise.page)).toEqual([]);
  }, 300_000);

  test('a page whose window is made narrower does not stay as wide as it was', async () => {
    const page = await visits.open('/recognise');
    await page.getByRole('radio', { name: 'A whole number' }).click();
    const knob = page.locator('mat-slider-visual-thumb');
    const wide = await knob.getAttribute('style');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForFunction((before) => document.querySelector('mat-slider-visual-thumb')?.getAttribute('style') !== before, wide);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  test('the theme is the system’s until one is chosen, and the choice stays', async () => {
    const page = await visits.open('/', { colorScheme: 'dark' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.getByRole('button', { name: 'Use the light theme' }).click();
    await page.getByRole('button', { name: 'Use the dark theme' }).waitFor();
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    await page.locator('h1').waitFor();
    expect(await ground()).toBe(light);
  });

  test('the language changes at once, everywhere, and the choice stays', async () => {
    const page = await visits.open('/recognise');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('radio', { name: 'Italiano' }).click();
    await page.getByRole('heading', { level: 1, name: 'Riconosci una cifra' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('it');
    expect(await page.title()).toBe('Riconosci una cifra – Numera');
    await page.reload();
    await page.getByRole('button', { name: 'Leggi' }).waitFor();
  });

  test('a browser that wants Italian gets Italian', async () => {
    const page = await visits.open('/', { locale: 'it-IT' });
    await page.getByRole('link', { name: 'Riconosci', exact: true }).waitFor();
  });

  test('the keyboard skips to the content and reaches the whole of a reading', async () => {
    const page = await visits.open('/recognise');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    const reached: string[] = [];
    for (let step = 0; step < 7; step++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id || ''));
    }
    expect(reached).toEqual(expect.arrayContaining(['Draw', 'brush', 'Clear', 'Predict']));
  });

  test('the digits behind the words stand still for those who ask for less motion', async () => {
    const page = await visits.open('/', { reducedMotion: 'reduce' });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await page.evaluate(() => document.getAnimations().filter((motion) => motion.playState === 'running').length)).toBe(0);
  });
});
