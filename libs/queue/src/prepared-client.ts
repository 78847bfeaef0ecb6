import { Client, type ClientConfig } from 'pg';

/** One name for each statement that BullMQ has: they are files of its package, so there is an end to them. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `bullmq-${names.size + 1}`;
  names.set(text, name);
  return name;
}

/**
 * A client that has the server parse and plan a statement with parameters once a connection. BullMQ sends about twenty long ones
 * for a job and names none; parsing and planning is a third of their time.
 */
export class PreparedClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...args: unknown[]) => unknown;
    const prepared = (first: unknown, second?: unknown, ...rest: unknown[]): unknown => {
      const isPlain = typeof first !== 'string' || !Array.isArray(second) || second.length === 0;
      return isPlain ? query(first, second, ...rest) : query({ name: nameOf(first), text: first, values: second }, ...rest);
    };
    this.query = prepared as Client['query'];
  }
}
