import { Writable } from 'node:stream';
import { ProgressLine, bar } from './progress-bar';

function terminal(isTTY: boolean): { stream: Writable & { isTTY: boolean }; text: () => string } {
  let written = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => written };
}

describe('ProgressLine', () => {
  it('fills its bar with the share that is done', () => {
    expect(bar(0)).toBe(`[${'.'.repeat(24)}]`);
    expect(bar(0.5)).toBe(`[${'#'.repeat(12)}${'.'.repeat(12)}]`);
    expect(bar(1)).toBe(`[${'#'.repeat(24)}]`);
  });

  it('writes over itself, at most ten times a second, and cleans up', () => {
    let now = 0;
    const { stream, text } = terminal(true);
    const line = new ProgressLine(stream, () => now);
    line.show('first');
    line.show('too soon');
    now = 100;
    line.show('2nd');
    line.clear();
    expect(text()).toBe('\rfirst\r2nd  \r   \r');
  });

  it('is silent when nobody watches', () => {
    const { stream, text } = terminal(false);
    const line = new ProgressLine(stream);
    line.show('first');
    line.clear();
    expect(text()).toBe('');
  });
});
