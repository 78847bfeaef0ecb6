import { describeInBrowser } from './chromium';
import { ONE, RecognisePage } from './recognise-page';

describeInBrowser(
  'Notices',
  (visits) => {
    /** Waits for a notice in a live region, and for `pass` and the end of the notice. */
    async function told({ page }: RecognisePage, words: string, pass: () => Promise<void>): Promise<void> {
      const notice = page.locator('mat-snack-bar-container').getByText(words, { exact: true });
      await notice.waitFor();
      await page.locator('[aria-live=assertive]', { hasText: words }).first().waitFor();
      await pass();
      await notice.waitFor({ state: 'detached', timeout: 10_000 });
    }

    /** A page whose clock the test can put forward, and what waits for a notice that goes by itself. */
    async function open(): Promise<{ recognise: RecognisePage; seen: (words: string) => Promise<void> }> {
      const page = await visits.open('/recognise');
      await page.clock.install();
      const recognise = new RecognisePage(page);
      return { recognise, seen: (words) => told(recognise, words, () => page.clock.fastForward(6_000)) };
    }

    test('Predict with nothing on the sheet asks for something to read, for five seconds', async () => {
      const recognise = new RecognisePage(await visits.open('/recognise'));
      await recognise.predict();
      const since = Date.now();
      await told(recognise, 'Please draw or upload an image before predicting!', () => Promise.resolve());
      expect(Date.now() - since).toBeGreaterThan(4_000);
    });

    test('Clear on an empty sheet says that it is clear', async () => {
      const { recognise, seen } = await open();
      await recognise.button('Clear').click();
      await seen('The canvas is already clear!');
    });

    test('Predict after a prediction, and drawing on it, ask for a clear sheet', async () => {
      const { recognise, seen } = await open();
      await recognise.draw(ONE);
      await recognise.predict();
      await recognise.heading.waitFor();
      const words = 'A prediction is already done! Please clear the canvas to predict again.';
      await recognise.predict();
      await seen(words);
      const inked = await recognise.inked();
      await recognise.draw([[{ x: 0.2, y: 0.2 }]]);
      await seen(words);
      expect(await recognise.inked()).toBe(inked);
    });

    test('a server that fails is said to have failed, and no confidence is shown', async () => {
      const { recognise, seen } = await open();
      await recognise.page.route('**/api/v1/predictions*', (route) => route.abort());
      await recognise.draw(ONE);
      await recognise.predict();
      await seen('Error with prediction. Please try again.');
      expect(await recognise.page.getByText(/^Probability:/).count()).toBe(0);
      await recognise.page.unroute('**/api/v1/predictions*');
      await recognise.predict();
      await recognise.heading.waitFor();
    });

    test('Clear empties the sheet, the result, the confidence and the upload, and lets predict again', async () => {
      const recognise = new RecognisePage(await visits.open('/recognise'));
      await recognise.draw(ONE);
      await recognise.predict();
      await recognise.heading.waitFor();
      await recognise.button('Clear').click();
      await recognise.heading.waitFor({ state: 'detached' });
      expect(await recognise.inked()).toBe(0);
      expect(await recognise.page.getByText(/^Probability:/).count()).toBe(0);
      expect(new URL(recognise.page.url()).pathname).toBe('/recognise');
      await recognise.draw(ONE);
      await recognise.predict();
      await recognise.heading.waitFor();
    });
  },
  { expectRefusals: true },
);
