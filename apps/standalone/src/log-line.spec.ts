import { formatLine } from './log-line';

const plain = { name: 'gateway', style: 'cyan', isColoured: false } as const;

describe('a line of a service in the launcher’s log', () => {
  it('is spelled out with time, level, message and fields', () => {
    const line = JSON.stringify({
      level: 'info',
      time: '2026-01-02T03:04:05.678Z',
      service: 'gateway',
      pid: 7,
      port: 3000,
      msg: 'listening',
    });
    expect(formatLine(line, plain)).toBe('gateway  │ 03:04:05 info  listening port=3000');
  });

  it('shows the stack of an error below it, each row with the prefix', () => {
    const line = JSON.stringify({
      level: 'error',
      time: '2026-01-02T03:04:05.678Z',
      msg: 'failed',
      err: { message: 'no', stack: 'Error: no\n    at x' },
    });
    expect(formatLine(line, plain)).toBe('gateway  │ 03:04:05 error failed\ngateway  │   Error: no\ngateway  │       at x');
  });

  it('stays as it is when it is no JSON record', () => {
    expect(formatLine('plain words', plain)).toBe('gateway  │ plain words');
    expect(formatLine('{broken', plain)).toBe('gateway  │ {broken');
  });

  it('is painted only on a terminal', () => {
    expect(formatLine('words', { ...plain, isColoured: true })).toContain('\u001b[36mgateway');
    expect(formatLine('words', plain)).not.toContain('\u001b');
  });
});
