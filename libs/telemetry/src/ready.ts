/** The message by which a service tells its launcher that it takes work. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly [detail: string]: unknown;
}

/** Tells the launcher, when there is one, that this service takes work; `detail` may carry what it found out (its port). */
export function announceReady(detail: Readonly<Record<string, unknown>> = {}): void {
  const message: ReadyMessage = { ...detail, type: 'ready' };
  process.send?.(message);
}

export function isReadyMessage(message: unknown): message is ReadyMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}
