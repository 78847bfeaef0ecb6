import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { TrainingProgress } from '@numera/contracts';
import { Postponed } from '@numera/queue';
import type { TrainingNews, TrainingOrder } from './order';

/** From src (tests) and from dist alike. */
const CHILD = join(__dirname, '..', 'dist', 'train-child.js');

/** How a training came out, when nothing unexpected happened. */
export type Trained = Extract<TrainingNews, { type: 'trained' | 'refused' }>;

export interface TrainingHooks {
  readonly onProgress: (progress: TrainingProgress) => void;
  readonly onCheckpoint: (bytes: Uint8Array) => void;
  readonly onNote: (line: string) => void;
  /** Ends the child; the training is then thrown as Postponed. */
  readonly signal: AbortSignal;
}

/** Trains in a child process, which ends when this one does. Throws Postponed when told to stop, and what broke in the child. */
export function trainInChild(order: TrainingOrder, { onProgress, onCheckpoint, onNote, signal }: TrainingHooks): Promise<Trained> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Postponed('The trainer is stopping.'));
    // `advanced`: models are bytes, which JSON would make six times as large.
    const child = fork(CHILD, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let outcome: Trained | Error | undefined;
    const stop = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    child.on('error', (error) => (outcome ??= error));
    child.on('message', (message) => {
      const news = message as TrainingNews;
      if (news.type === 'progress') return onProgress(news.progress);
      if (news.type === 'checkpoint') return onCheckpoint(news.bytes);
      if (news.type === 'noted') return onNote(news.line);
      outcome = news.type === 'broken' ? new Error(`Training broke: ${news.message}`) : news;
      stop();
    });
    // `close` and not `exit`: it comes after the last message.
    child.on('close', (code, killedBy) => {
      signal.removeEventListener('abort', stop);
      if (outcome && !(outcome instanceof Error)) resolve(outcome);
      else if (signal.aborted) reject(new Postponed('The trainer is stopping.'));
      else reject(outcome ?? new Error(`The training process ended by itself (${killedBy ?? `exit code ${code}`}).`));
    });
    if (child.pid !== undefined) stepBack(child.pid);
    child.send(order, (error) => error && (outcome ??= error));
  });
}

/** Whoever waits for an answer goes first. */
function stepBack(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not let us: then it trains as it is.
  }
}
