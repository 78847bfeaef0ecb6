import { leadOf } from './lead';

const labels = ['0', '1', 'x'];

describe('the lead of a label', () => {
  test('is over the likeliest other', () => {
    expect(leadOf([0.25, 0.5, 0.125], 1, labels)).toEqual({ runnerUp: '0', margin: 0.25 });
  });
  test('is none between two that are as likely', () => {
    expect(leadOf([0.5, 0.5, 0], 1, labels)).toEqual({ runnerUp: '0', margin: 0 });
  });
  test('is below nothing where the likelier one was ruled out', () => {
    expect(leadOf([0.25, 0.125, 0.625], 0, labels)).toEqual({ runnerUp: 'x', margin: -0.375 });
  });
  test('is over nothing where a model knows one label alone, which is no model', () => {
    expect(() => leadOf([1], 0, ['0'])).toThrow(RangeError);
  });
});
