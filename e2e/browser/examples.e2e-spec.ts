import type { Prediction } from '@numera/contracts';
import { violations } from './accessibility';
import { describeInBrowser } from './chromium';

describeInBrowser(
  'Examples on the home page',
  (visits) => {
    test('each is read by the running model when it is pressed, and bears the confidence of that answer', async () => {
      const page = await visits.open('/');
      const figure = page.locator('numera-examples');
      const tiles = figure.getByRole('group', { name: 'Examples' }).getByRole('button');
      expect(await figure.textContent()).not.toContain('%');
      expect(await tiles.count()).toBe(5);
      for (const [place, digit] of ['7', '2', '1', '0', '4'].entries()) {
        const answered = page.waitForResponse((response) => response.url().includes('/api/v1/predictions'));
        await tiles.nth(place).focus();
        await page.keyboard.press('Enter');
        const { text, confidence } = (await (await answered).json()) as Prediction;
        const probability = `${(100 * Math.min(confidence ?? 0, 0.9999)).toFixed(2)}%`;
        expect(text).toBe(digit);
        await figure.getByText(`Prediction: ${digit}`).waitFor();
        await figure.getByText(`Probability: ${probability}`).waitFor();
        await figure.getByRole('button', { name: `Example ${digit}, read as ${digit} ${probability}` }).waitFor();
      }
      // What was read before is shown again without asking.
      await tiles.nth(0).click();
      await figure.getByText('Prediction: 7').waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test('a server that cannot be reached is no reading', async () => {
      const page = await visits.open('/');
      await page.context().setOffline(true);
      const figure = page.locator('numera-examples');
      await figure.getByRole('button', { name: 'Example 2: Read it' }).click();
      await figure.getByText('Error with prediction. Please try again.').waitFor();
      await page.context().setOffline(false);
      await figure.getByRole('button', { name: 'Example 2: Read it' }).click();
      await figure.getByText('Prediction: 2').waitFor();
    });
  },
  { expectRefusals: true },
);
