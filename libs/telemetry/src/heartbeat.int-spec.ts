import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeartbeat } from './heartbeat';

describe('the heartbeat', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numera-heartbeat-'));
  const file = join(folder, 'heartbeat');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is written at once and again and again', async () => {
    const stop = startHeartbeat({ NUMERA_HEARTBEAT_FILE: file }, 10);
    const first = statSync(file).mtimeMs;
    for (const limit = Date.now() + 30_000; statSync(file).mtimeMs === first && Date.now() < limit;) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    stop();
    expect(statSync(file).mtimeMs).toBeGreaterThan(first);
  });

  it('is not written when no file is named', () => {
    startHeartbeat({ NUMERA_HEARTBEAT_FILE: undefined }, 10);
    expect(existsSync(join(folder, 'undefined'))).toBe(false);
  });
});
