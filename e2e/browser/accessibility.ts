/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe: { run(context: Document, options: object): Promise<AxeResults> };
  }
}

const HEIGHT = 844;
/** How every page is looked at: on a desk and on a phone, by day and by night. The last is the one that a test goes on with. */
const LOOKS = [
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const;

/**
 * What axe finds against WCAG 2.2 A and AA on the page as it stands, and whether it is wider than its window, at each width and in each theme;
 * the page is not loaded anew in between. `show` brings back what goes by itself.
 */
export async function violations(page: Page, show: () => Promise<void> = () => Promise.resolve()): Promise<string[]> {
  const found: string[] = [];
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.emulateMedia({ colorScheme });
    await show();
    await atRest(page);
    found.push(...(await faults(page)).map((fault) => `${width} px, ${colorScheme}: ${fault}`));
  }
  return found;
}

/** Ends all but the endless motions at once: a colour half-way through a fade has a contrast of its own. */
async function atRest(page: Page): Promise<void> {
  // A page behind another one gets no frames, and its motions never end.
  await page.bringToFront();
  await page.evaluate(async () => {
    const isUnderWay = ({ effect, playState }: Animation) =>
      playState !== 'finished' && effect?.getComputedTiming().iterations !== Infinity;
    // What a new width or theme sets in motion begins with the next frame, and the end of one motion may begin another.
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const fading = document.getAnimations().filter(isUnderWay);
      if (fading.length === 0) return;
      for (const motion of fading) motion.finish();
    }
  });
}

async function faults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  }
  const { broken, tooWide } = await page.evaluate(async () => {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations: broken } = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
    return { broken, tooWide: document.documentElement.scrollWidth - innerWidth };
  });
  const rules = broken.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  return tooWide > 0 ? [...rules, `wider than the window by ${tooWide} px`] : rules;
}
