import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { sharedProduct } from '../product';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const executablePath = PLACES.find((place): place is string => place !== undefined && existsSync(place));
if (!executablePath) process.stderr.write('Browser tests are SKIPPED: no Chromium was found. Name one with CHROMIUM_PATH.\n');

/** Opens pages of the product in windows of their own. */
export interface Visits {
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
}

/**
 * A group of browser tests. Every window is closed after its test, and a test fails if a page threw, logged an error or broke the
 * content security policy, unless the test expects the server to refuse (`expectRefusals`).
 */
export function describeInBrowser(name: string, body: (visits: Visits) => void, { expectRefusals = false } = {}): void {
  const group = executablePath ? describe : describe.skip;
  group(name, () => {
    let browser: Browser;
    const windows: BrowserContext[] = [];
    const faults: string[] = [];

    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
      });
    });
    afterEach(async () => {
      await Promise.all(windows.splice(0).map((window) => window.close()));
      expect(faults.splice(0)).toEqual([]);
    });
    afterAll(() => browser?.close());

    body({
      async open(path, options) {
        const window = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
        windows.push(window);
        const page = await window.newPage();
        page.on('pageerror', (error) => faults.push(error.message));
        page.on('console', (message) => {
          const isRefusal = expectRefusals && message.text().startsWith('Failed to load resource');
          if (message.type() === 'error' && !isRefusal) faults.push(message.text());
        });
        await page.goto(new URL(path, sharedProduct().url).href);
        await page.locator('h1').waitFor();
        return page;
      },
    });
  });
}
