/// <reference lib="dom" />
import { describeInBrowser } from './chromium';
import { pictureOf, RecognisePage, seededDigit } from './recognise-page';

describeInBrowser(
  'Uploads',
  (visits) => {
    const seven = () => pictureOf(seededDigit(7, 600_007));

    /** Hands a picture to the page as the clipboard or a drag would. */
    async function hand(recognise: RecognisePage, way: 'paste' | 'drop'): Promise<void> {
      const { buffer, name, mimeType } = await seven();
      await recognise.page.evaluate(
        ({ way, bytes, name, mimeType }) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([Uint8Array.from(bytes)], name, { type: mimeType }));
          const event =
            way === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: dataTransfer, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
          document.querySelector('canvas')?.dispatchEvent(event);
        },
        { way, bytes: [...buffer], name, mimeType },
      );
    }

    test('a chosen file is previewed, named, put on the sheet, read and cleared', async () => {
      const recognise = new RecognisePage(await visits.open('/recognise'));
      await recognise.page.getByRole('radio', { name: 'Upload' }).click();
      await recognise.field.setInputFiles(await seven());
      await recognise.page.getByText('File name: digit.png').waitFor();
      const preview = recognise.page.getByRole('img', { name: 'Preview of the uploaded image' });
      expect(await preview.boundingBox()).toMatchObject({ width: 100, height: 100 });
      expect(await recognise.inked()).toBeGreaterThan(0);

      await recognise.predict();
      await recognise.heading.waitFor();
      expect(await recognise.reading()).toBe('7');

      await recognise.button('Clear').click();
      await preview.waitFor({ state: 'detached' });
      expect(await recognise.page.getByText(/^File name:/).count()).toBe(0);
      expect(await recognise.inked()).toBe(0);
    });

    test.each(['paste', 'drop'] as const)('a picture that comes by %s is read', async (way) => {
      const recognise = new RecognisePage(await visits.open('/recognise'));
      await hand(recognise, way);
      await recognise.page.getByText('File name: digit.png').waitFor();
      await recognise.predict();
      await recognise.heading.waitFor();
      expect(await recognise.reading()).toBe('7');
    });

    test('a new file after a result starts afresh', async () => {
      const recognise = new RecognisePage(await visits.open('/recognise'));
      await recognise.field.setInputFiles(await seven());
      await recognise.predict();
      await recognise.heading.waitFor();
      await recognise.field.setInputFiles({ ...(await seven()), name: 'second.png' });
      await recognise.page.getByText('File name: second.png').waitFor();
      expect(await recognise.heading.count()).toBe(0);
    });

    test('a damaged picture is refused in words', async () => {
      const recognise = new RecognisePage(await visits.open('/recognise'));
      const { buffer, ...picture } = await seven();
      await recognise.field.setInputFiles({ ...picture, buffer: buffer.subarray(0, buffer.length >> 1) });
      await recognise.page.getByText('File name: digit.png').waitFor();
      await recognise.predict();
      const refusal = recognise.page.getByRole('alert').filter({ hasText: 'This image could not be read' });
      await refusal.waitFor();
      expect(await refusal.innerText()).toContain('The file is damaged');
    });

    test('a file that is no image is refused before it is sent', async () => {
      const recognise = new RecognisePage(await visits.open('/recognise'));
      await recognise.field.setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
      await recognise.page.getByRole('alert').filter({ hasText: 'This kind of file is not supported.' }).waitFor();
    });
  },
  { expectRefusals: true },
);
