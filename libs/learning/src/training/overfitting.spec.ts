import { overfittingLine } from './overfitting';
import type { Epoch } from './train';

const epoch = (number: number, accuracy: number, validationAccuracy: number, loss = 0.1, validationLoss = 0.1): Epoch => ({
  ...{ epoch: number, loss, accuracy, validationLoss, validationAccuracy, seconds: 1 },
});

describe('overfitting', () => {
  test.each([
    [0.98, 0.99, /^No overfitting: .* 1\.00 points better/],
    [0.993, 0.99, /^Next to no overfitting: 0\.30 points/],
    [0.999, 0.99, /^Slight overfitting: .*0\.90 points/],
    [1, 0.95, /^Warning: overfitting\. .*5\.00 points/],
  ])('%d in training and %d in validation', (training, validation, line) => {
    expect(overfittingLine([epoch(1, training, validation)], 1)).toMatch(line);
  });
  test('after the kept epoch is told', () => {
    const line = overfittingLine([epoch(1, 0.98, 0.99, 0.2, 0.25), epoch(2, 0.99, 0.98, 0.1, 0.4)], 1);
    expect(line).toContain('After epoch 1 it learned by heart');
  });
  test('is not laid to dropout or changed images, which not every recipe has', () => {
    expect(overfittingLine([epoch(1, 0.98, 0.99)], 1)).not.toMatch(/dropout|changed/);
  });
  test('needs the epoch that was kept', () => expect(() => overfittingLine([], 1)).toThrow(RangeError));
});
