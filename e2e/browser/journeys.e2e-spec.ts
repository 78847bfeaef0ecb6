import { describeInBrowser } from './chromium';
import { ONE, pictureOf, RecognisePage, seededDigit } from './recognise-page';

describeInBrowser('A visit', (visits) => {
  test('HomePage_TC_001: the navigation is on top and Recognise opens the recognise page', async () => {
    const page = await visits.open('/');
    const navigation = page.getByRole('navigation', { name: 'Main' });
    expect(await navigation.getByRole('link').allInnerTexts()).toEqual(['Home', 'Recognise']);
    expect((await navigation.boundingBox())?.y).toBeLessThan(80);
    expect(await page.getByRole('heading', { name: 'How to use it' }).isVisible()).toBe(true);

    await navigation.getByRole('link', { name: 'Recognise' }).click();
    await page.waitForURL('**/recognise');
    await page.getByRole('heading', { level: 1, name: 'Recognise a digit' }).waitFor();
    expect(await page.title()).toBe('Recognise a digit – Numera');
  });

  test('RecognizePage_TC_002: Select file opens the chooser of the system', async () => {
    const page = await visits.open('/recognise');
    await page.getByRole('radio', { name: 'Upload' }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Select file' }).click()]);
    expect(chooser.isMultiple()).toBe(false);
  });

  test('RecognizePage_TC_003: Predict leads to the result', async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    await recognise.draw(ONE);
    await recognise.predict();
    await recognise.page.waitForURL('**/recognise/result');
    await recognise.heading.waitFor();
    expect(await recognise.heading.evaluate((heading) => heading.ownerDocument.activeElement === heading)).toBe(true);
    expect(await recognise.page.getByText(/^Probability: \d{1,3}\.\d\d%$/).isVisible()).toBe(true);
    expect(await recognise.page.getByRole('list', { name: 'Probability of each digit' }).getByRole('listitem').count()).toBe(10);
  });

  test('PredictPage_TC_004: each of the ten digits of the sample is read right', async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    const read: (string | null)[] = [];
    for (let digit = 0; digit < 10; digit++) {
      await recognise.field.setInputFiles(await pictureOf(seededDigit(digit, 700_000 + digit)));
      await recognise.page.getByText('File name: digit.png').waitFor();
      await recognise.predict();
      await recognise.heading.waitFor();
      read.push(await recognise.reading());
      await recognise.back();
    }
    expect(read).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('BackPage_TC_005: Back leads from a result to a fresh recognise page', async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    await recognise.draw(ONE);
    await recognise.predict();
    await recognise.heading.waitFor();
    await recognise.back();
    expect(await recognise.heading.count()).toBe(0);
    expect(await recognise.inked()).toBe(0);
  });

  test("the browser's own Back leads to a fresh recognise page too", async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    await recognise.draw(ONE);
    await recognise.predict();
    await recognise.page.waitForURL('**/recognise/result');
    await recognise.page.goBack();
    await recognise.page.waitForURL('**/recognise');
    await recognise.heading.waitFor({ state: 'detached' });
    expect(await recognise.inked()).toBe(0);
  });

  test('the address of a result without its picture leads to the recognise page', async () => {
    const page = await visits.open('/recognise/result');
    await page.waitForURL('**/recognise');
    expect(await page.getByRole('button', { name: 'Predict' }).isVisible()).toBe(true);
  });

  test('a blank picture is said to show no digit', async () => {
    const recognise = new RecognisePage(await visits.open('/recognise'));
    await recognise.field.setInputFiles(await pictureOf([]));
    await recognise.predict();
    await recognise.heading.waitFor();
    expect(await recognise.heading.innerText()).toBe('No digit was found');
    expect(await recognise.page.getByText(/^Probability:/).count()).toBe(0);
  });
});
