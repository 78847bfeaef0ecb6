import { readFileSync, readdirSync } from 'node:fs';
import type { Product } from './product';

/** Process id of a running service: the launcher's child whose program it is. Linux only. */
export function pidOf({ pid }: Pick<Product, 'pid'>, program: string): number {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${entry}/status`, 'utf8'))?.[1];
      if (Number(parent) === pid && readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(program)) return Number(entry);
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`${program} does not run`);
}
