import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TrainingOrder } from './order';

const BUSY: TrainingOrder = {
  recipe: 'digits',
  dataset: 'strokes',
  seed: 1,
  epochs: 1_000,
  limit: undefined,
  threads: 1,
  mnist: undefined,
};

describe('the process that learns', () => {
  it('ends when the trainer is gone, however busy it is', async () => {
    const child = fork(join(__dirname, '..', 'dist', 'train-child.js'), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'spawn');
    await new Promise<void>((resolve, reject) => child.send(BUSY, (error) => (error ? reject(error) : resolve())));
    // Long enough to be in the middle of drawing its digits, which no message interrupts.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(child.exitCode).toBeNull();
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });
});
