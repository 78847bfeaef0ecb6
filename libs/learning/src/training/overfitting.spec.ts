import { overfittingOf } from './overfitting';
import type { Epoch } from './train';

const epoch = (number: number, accuracy: number, validationAccuracy: number, loss = 0.1, validationLoss = 0.1): Epoch => ({
  ...{ epoch: number, loss, accuracy, validationLoss, validationAccuracy, seconds: 1 },
});

describe('overfitting', () => {
  test.each([
    [0.98, 0.99, false, /^No overfitting: .* 1\.00 points better/],
    [0.993, 0.99, false, /^Next to no overfitting: 0\.30 points/],
    [0.999, 0.99, false, /^Slight overfitting: .*0\.90 points/],
    [1, 0.95, true, /^Warning: overfitting\. .*5\.00 points/],
  ])('%d in training and %d in validation', (training, validation, isWarning, sentence) => {
    expect(overfittingOf([epoch(1, training, validation)], 1)).toMatchObject({ isWarning, sentence: expect.stringMatching(sentence) });
  });
  test('after the kept epoch is told', () => {
    const { sentence, lossGap } = overfittingOf([epoch(1, 0.98, 0.99, 0.2, 0.25), epoch(2, 0.99, 0.98, 0.1, 0.4)], 1);
    expect(sentence).toContain('After epoch 1 it learned by heart');
    expect(lossGap).toBeCloseTo(0.05, 10);
  });
  test('needs the epoch that was kept', () => expect(() => overfittingOf([], 1)).toThrow(RangeError));
});
