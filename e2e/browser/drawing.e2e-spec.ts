import { describeInBrowser } from './chromium';
import { ONE, RecognisePage } from './recognise-page';

/** The top of a 7 whose stem is ONE. */
const FLAG = [
  [
    { x: 0.15, y: 0.15 },
    { x: 0.5, y: 0.15 },
  ],
];

describeInBrowser('Drawing', (visits) => {
  test('the brush is 15 wide at first and shows its value', async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    const slider = recognise.page.getByRole('slider', { name: 'Brush size' });
    const brushShown = (value: string) => recognise.page.locator('output[for=brush]').getByText(value, { exact: true }).waitFor();
    expect(await slider.inputValue()).toBe('15');
    await brushShown('15');
    await recognise.draw(ONE);
    const broad = await recognise.inked();
    await recognise.button('Clear').click();

    await slider.focus();
    await recognise.page.keyboard.press('Home');
    await brushShown('1');
    await recognise.draw(ONE);
    expect(await recognise.inked()).toBeLessThan(broad / 5);
    await slider.focus();
    await recognise.page.keyboard.press('End');
    await brushShown('20');
  });

  test('strokes are taken back and given again, by button and by keys', async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    await recognise.draw(ONE);
    const one = await recognise.inked();
    await recognise.draw([
      [
        { x: 0.2, y: 0.5 },
        { x: 0.8, y: 0.5 },
      ],
    ]);
    const both = await recognise.inked();
    expect(both).toBeGreaterThan(one);
    await recognise.button('Undo').click();
    expect(await recognise.inked()).toBe(one);
    await recognise.button('Redo').click();
    expect(await recognise.inked()).toBe(both);
    await recognise.page.keyboard.press('Control+z');
    await recognise.page.keyboard.press('Control+z');
    expect(await recognise.inked()).toBe(0);
    await recognise.page.keyboard.press('Control+y');
    expect(await recognise.inked()).toBe(one);
  });

  test('a drawing is read by itself whenever the pen rests, if that is wanted', async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    await recognise.page.getByRole('switch', { name: 'Read while I draw' }).click();
    await recognise.draw(ONE);
    await recognise.heading.waitFor();
    expect(await recognise.reading()).toBe('1');

    await recognise.draw(FLAG);
    await recognise.page.getByRole('heading', { name: 'Prediction: 7' }).waitFor();
    await recognise.button('Undo').click();
    await recognise.page.getByRole('heading', { name: 'Prediction: 1' }).waitFor();
    await recognise.button('Undo').click();
    await recognise.heading.waitFor({ state: 'detached' });
  });

  test('a finger draws on a phone without moving the page, and the result comes into sight', async () => {
    const page = await visits.open('/recognise', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const recognise = new RecognisePage(page);
    const box = await recognise.sheet.boundingBox();
    if (!box) throw new Error('there is no sheet');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);

    const touch = await page.context().newCDPSession(page);
    const at = (share: number) => [{ x: box.x + box.width / 2, y: box.y + box.height * share }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0.15) });
    for (let share = 0.2; share <= 0.85; share += 0.05) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(share) });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    expect(await recognise.inked()).toBeGreaterThan(0);
    expect(await page.evaluate('window.scrollY')).toBe(0);

    await recognise.predict();
    await recognise.heading.waitFor();
    expect(await recognise.reading()).toBe('1');
    await page.waitForFunction('document.querySelector("numera-result").getBoundingClientRect().top < innerHeight / 2');
  });
});
