import { createLogger } from '@numera/telemetry';
import { quietly } from './noise';

describe('trouble with the queue', () => {
  it('is logged once in five seconds, with the number of lines kept back', () => {
    const lines: string[] = [];
    const logger = createLogger('test', { LOG_LEVEL: 'info' }, { write: (line) => void lines.push(line) });
    let now = 0;
    const listener = quietly(logger, 'queue results', () => now);
    for (now of [0, 100, 4_999, 5_000]) listener(new Error('connect ECONNREFUSED'));
    expect(lines.map((line) => (JSON.parse(line) as { suppressed: number }).suppressed)).toEqual([0, 2]);
  });
});
