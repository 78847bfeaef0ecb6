import { EventEmitter } from 'node:events';
import { createLogger } from './logger';
import { Shutdown } from './shutdown';

class TestHost extends EventEmitter {
  readonly codes: number[] = [];
  readonly exited = new Promise<number>((resolve) => this.once('exit with', resolve));

  exit(code: number): void {
    this.codes.push(code);
    this.emit('exit with', code);
  }
}

const silent = createLogger('test', { LOG_LEVEL: 'silent' });

describe('shutting down', () => {
  it.each(['SIGTERM', 'SIGINT', 'disconnect'])('begins on %s, runs the steps one after the other and exits with 0', async (event) => {
    const host = new TestHost();
    const order: string[] = [];
    new Shutdown(silent, 1_000, host)
      .listen()
      .add('slow', async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('slow');
      })
      .add('quick', () => void order.push('quick'));
    host.emit(event);
    expect(await host.exited).toBe(0);
    expect(order).toEqual(['slow', 'quick']);
  });

  it('begins at once when the launcher was gone before anyone listened', async () => {
    const host = Object.assign(new TestHost(), { connected: false });
    new Shutdown(silent, 1_000, host).listen();
    expect(await host.exited).toBe(0);
  });

  it('happens once, however often it is asked for', async () => {
    const host = new TestHost();
    let runs = 0;
    const shutdown = new Shutdown(silent, 1_000, host).listen().add('count', () => void (runs += 1));
    host.emit('SIGINT');
    host.emit('SIGTERM');
    await shutdown.begin('again');
    expect([runs, host.codes]).toEqual([1, [0]]);
    expect(shutdown.isStopping).toBe(true);
  });

  it('goes on after a step that fails, and exits with 1', async () => {
    const host = new TestHost();
    let ran = false;
    const shutdown = new Shutdown(silent, 1_000, host)
      .add('fails', () => Promise.reject(new Error('no')))
      .add('runs', () => void (ran = true));
    await shutdown.begin('test');
    expect([ran, host.codes]).toEqual([true, [1]]);
  });

  it('exits with 1 when the limit has passed', async () => {
    const host = new TestHost();
    void new Shutdown(silent, 5, host).add('hangs', () => new Promise<void>(() => undefined)).begin('test');
    expect(await host.exited).toBe(1);
  });
});
