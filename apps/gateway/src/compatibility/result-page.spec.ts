import { errorPage, resultPage } from './result-page';

describe('the result page of S2’s form', () => {
  it('shows the digit and leads back', () => {
    const page = resultPage({ digit: 7, confidence: 0.92695 }, 'n0nce');
    expect(page).toContain('<p class="digit">7</p>');
    expect(page).toContain('Probability: 92.70%');
    expect(page).toContain('<a href="/recognise">Back</a>');
  });

  it('writes no markup of a message', () => {
    expect(errorPage('<script>alert("x")</script>', 'n0nce')).not.toContain('<script>');
  });
});
