import { QueueSetupError } from './errors';
import { assertComplete, jobsOf, mergeHandlers, type Handlers } from './handlers';

const nothing = (): Promise<void> => Promise.resolve();
const results: Handlers<'results'> = { recognised: nothing, trainingProgressed: nothing, trained: nothing, shown: nothing };

describe('handlers', () => {
  it('lists the jobs of a queue', () => {
    expect(jobsOf('results')).toEqual(['recognised', 'trainingProgressed', 'trained', 'shown']);
    expect(jobsOf('inference')).toEqual(['recognise', 'show']);
  });

  it('puts the handlers of several features together', () => {
    const { recognised, ...training } = results;
    expect(mergeHandlers('results', [{ recognised }, training])).toEqual(results);
  });

  it('refuses a job without a handler', () => {
    expect(() => mergeHandlers('results', [{ recognised: nothing }])).toThrow(
      new QueueSetupError('No handler for job trainingProgressed of queue results.'),
    );
  });

  it('refuses two handlers for one job', () => {
    expect(() => mergeHandlers('results', [results, { trained: nothing }])).toThrow(
      new QueueSetupError('Two handlers for job trained of queue results.'),
    );
  });

  it('refuses a handler for a job of another queue', () => {
    const foreign = { recognise: nothing, show: nothing, train: nothing };
    expect(() => assertComplete('inference', foreign)).toThrow(new QueueSetupError('Queue inference has no job train.'));
  });

  it('does not compile without every handler', () => {
    // @ts-expect-error: `trained` and `trainingProgressed` are missing.
    const incomplete: Handlers<'results'> = { recognised: nothing };
    expect(() => assertComplete('results', incomplete)).toThrow(QueueSetupError);
  });
});
