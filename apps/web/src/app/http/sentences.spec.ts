import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure';
import { SENTENCES, sentenceOf } from './sentences';

const english = JSON.parse(readFileSync(join(__dirname, '../../../public/i18n/en.json'), 'utf8')) as { problem: Record<string, string> };

describe('the sentence of a failure', () => {
  it('exists for every code that the pages know', () => {
    expect(SENTENCES.filter((code) => !english.problem[code])).toEqual([]);
  });

  it('is the one of the code', () => {
    expect(sentenceOf(new Failure('forbidden', 403))).toBe('problem.forbidden');
  });

  it('speaks of waiting when there were too many requests, whatever the code', () => {
    expect(sentenceOf(new Failure('slow_down', 429))).toBe('problem.too_many_requests');
  });

  it('is a plain one for what is not known', () => {
    expect(sentenceOf(new Failure('unheard_of', 418))).toBe('problem.other');
  });
});
