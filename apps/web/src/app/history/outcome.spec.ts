import { outcomeOf } from './outcome';

describe('what became of a prediction', () => {
  it('is its decision once it is read', () => {
    expect(outcomeOf({ status: 'done', text: '07', decision: 'accept' })).toBe('accept');
  });

  it('is that no digit was found where there is no text', () => {
    expect(outcomeOf({ status: 'done', text: null, decision: 'review' })).toBe('reject');
  });

  it.each(['pending', 'failed'] as const)('is that it is %s, whatever else is known', (status) => {
    expect(outcomeOf({ status, text: null, decision: null })).toBe(status);
  });
});
