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

/** Memory that a process holds now, MB. Linux only. */
export function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? Number.NaN) / 1024;
}
