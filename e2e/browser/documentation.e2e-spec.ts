import { describeInBrowser } from './chromium';

// Nothing that a page logs as an error is let pass: what its content security policy refused would be among it.
describeInBrowser('The page of the API', (visits) => {
  test('shows its document within the content security policy, and unfolds a route', async () => {
    const page = await visits.open('/api/docs');
    await page.getByText('/api/v1/predictions', { exact: true }).first().click();
    await page.getByText('Responses', { exact: true }).first().waitFor();
  });
});
