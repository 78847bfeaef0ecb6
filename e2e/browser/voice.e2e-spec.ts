/// <reference lib="dom" />
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describeInBrowser } from './chromium';
import { ONE, RecognisePage } from './recognise-page';

/** What the stand-in for the browser's voice was told; a machine that runs tests has no voice of its own. */
interface Heard {
  said: { text: string; lang: string }[];
  cancelled: number;
  finish(): void;
}
declare global {
  interface Window {
    heard: Heard;
  }
}

/** Runs in the page before its own scripts. */
function standIn(): void {
  const waiting: SpeechSynthesisUtterance[] = [];
  const heard: Heard = {
    said: [],
    cancelled: 0,
    finish: () => waiting.splice(0).forEach((one) => one.dispatchEvent(new Event('end'))),
  };
  window.heard = heard;
  const speechSynthesis = {
    getVoices: () => [],
    speak(utterance: SpeechSynthesisUtterance) {
      heard.said.push({ text: utterance.text, lang: utterance.lang });
      waiting.push(utterance);
    },
    cancel() {
      heard.cancelled++;
      waiting.splice(0).forEach((one) => one.dispatchEvent(new Event('error')));
    },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis });
}

const said = (page: Page): Promise<Heard['said']> => page.evaluate(() => window.heard.said);

describeInBrowser('Voice', (visits) => {
  async function open(options?: BrowserContextOptions, prepare: () => void = standIn): Promise<RecognisePage> {
    const page = await visits.open('/', options);
    await page.context().addInitScript(prepare);
    await page.goto(new URL('/recognise', page.url()).href);
    await page.locator('h1').waitFor();
    return new RecognisePage(page);
  }

  async function readOne(recognise: RecognisePage): Promise<void> {
    await recognise.draw(ONE);
    await recognise.page.locator('button.predict').click();
    await recognise.heading.waitFor();
  }

  test('a result is said when that is asked for, and no longer when it is said or stopped', async () => {
    const recognise = await open();
    const { page } = recognise;
    await readOne(recognise);
    expect(await said(page)).toEqual([]);
    await recognise.button('Listen').focus();
    await page.keyboard.press('Enter');
    await recognise.button('Stop').waitFor();
    expect((await said(page))[0]).toEqual({ text: '1.', lang: 'en' });
    await page.keyboard.press('Enter');
    await recognise.button('Listen').click();
    await recognise.button('Stop').waitFor();
    expect(await page.evaluate(() => window.heard.cancelled)).toBe(1);
    await page.evaluate(() => window.heard.finish());
    await recognise.button('Listen').click();
    await recognise.button('Stop').waitFor();
    await recognise.back();
    expect(await page.evaluate(() => window.heard.cancelled)).toBe(2);
  });

  test('every result is said by itself once that is chosen, in the language of the page, and the choice stays', async () => {
    const recognise = await open({ locale: 'it-IT' });
    const { page } = recognise;
    const choice = page.getByRole('switch', { name: 'A voce' });
    expect(await choice.getAttribute('aria-checked')).toBe('false');
    await choice.click();
    await page.reload();
    await page.locator('h1').waitFor();
    expect(await choice.getAttribute('aria-checked')).toBe('true');
    await readOne(recognise);
    await page.getByRole('button', { name: 'Ferma' }).waitFor();
    expect((await said(page))[0]).toEqual({ text: '1.', lang: 'it' });
    await choice.click();
    await page.getByRole('button', { name: 'Ascolta' }).waitFor();
  });

  test('a browser that has no voice says so, and one that cannot speak offers nothing', async () => {
    const voiceless = await open({}, () => {
      const speak = (utterance: SpeechSynthesisUtterance): boolean => utterance.dispatchEvent(new Event('error'));
      Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => [], speak, cancel: () => undefined } });
    });
    await readOne(voiceless);
    await voiceless.button('Listen').click();
    await voiceless.page.getByText('This browser has no voice to say it with.').waitFor();

    const mute = await open({}, () => Object.defineProperty(window, 'speechSynthesis', { value: undefined }));
    await readOne(mute);
    expect(await mute.button('Listen').count()).toBe(0);
    expect(await mute.page.getByRole('switch', { name: 'Say it aloud' }).count()).toBe(0);
  });
});
