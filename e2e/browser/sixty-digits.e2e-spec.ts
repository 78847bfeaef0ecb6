import { describeInBrowser } from './chromium';
import { RecognisePage, seededDigit } from './recognise-page';

const COUNT = 60;
const AT_LEAST = 57;

describeInBrowser('Digits drawn with the pointer', (visits) => {
  test(`${AT_LEAST} of ${COUNT} seeded digits are read right`, async () => {
    // Sixty times no wait for a result to have slid into its place.
    const recognise = new RecognisePage(await visits.open('/recognise', { reducedMotion: 'reduce' }));
    const wrong: string[] = [];
    for (let seed = 0; seed < COUNT; seed++) {
      const digit = seed % 10;
      await recognise.draw(seededDigit(digit, seed));
      await recognise.predict();
      await recognise.heading.waitFor();
      const read = await recognise.reading();
      if (read !== String(digit)) wrong.push(`${digit} (seed ${seed}) read as ${read}`);
      await recognise.back();
    }
    process.stderr.write(`${COUNT - wrong.length} of ${COUNT} drawn digits were read right\n`);
    expect(wrong.length <= COUNT - AT_LEAST ? [] : wrong).toEqual([]);
  }, 480_000);
});
