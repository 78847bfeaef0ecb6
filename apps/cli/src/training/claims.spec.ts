import { HISTORIC_CLAIMS, recipes } from '@numera/learning';
import { claimLines } from './claims';

const history = [
  { epoch: 1, loss: 0.9, accuracy: 0.7, validationLoss: 0.5, validationAccuracy: 0.88, seconds: 1 },
  { epoch: 2, loss: 0.8, accuracy: 0.75, validationLoss: 0.55, validationAccuracy: 0.87, seconds: 1 },
];

describe('what an earlier application claimed', () => {
  test('stands beside what came out', () => {
    const lines = claimLines('s2', history);
    expect(lines).toContainEqual(expect.stringMatching(/^training accuracy +74\.94 % +75\.00 %$/));
    expect(lines).toContainEqual(expect.stringMatching(/^validation accuracy +87\.23 % +87\.00 %$/));
  });
  test('of the test set is measured elsewhere, and is no loss of validation', () => {
    const lines = claimLines('s2', history);
    expect(lines).toContainEqual(expect.stringMatching(/^test accuracy +87\.33 % +numera evaluate tells$/));
    expect(lines).toContainEqual(expect.stringMatching(/^test loss +0\.4920 +numera evaluate tells$/));
    expect(lines.join()).not.toContain('lowest validation loss');
  });
  test('is known of every recipe of theirs, also that it was nothing', () => {
    const earlier = Object.keys(recipes).filter((name) => /^[sr]\d/.test(name));
    expect(Object.keys(HISTORIC_CLAIMS).sort()).toEqual(earlier.sort());
    expect(claimLines('s1', history)).toEqual(['s1 is of an earlier application, which gave no figures for it']);
  });
  test.each(['digits', 'constructor'])('is nothing for %s', (name) => expect(claimLines(name, history)).toEqual([]));
});
