import type { Clock } from '../platform/tokens';
import type { Count, Counter } from './counters';
import type { Quota } from './rules';

interface Entry {
  /** What all gateways had used when this one last told them. */
  used: number;
  /** What this one has counted since. */
  pending: number;
  resetAt: number;
}

/** Callers counted at once; the one not seen for longest is forgotten first, which is to its advantage. */
const MOST_CALLERS = 50_000;

/**
 * Counts here and tells the other gateways afterwards: for what comes so often that a statement each would be felt. Together they may
 * exceed a quota by what they take between two calls of `share`.
 */
export class Tally {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly counter: Counter,
    private readonly quota: Quota,
    private readonly clock: Clock,
  ) {}

  /** Counts, unless that would exceed the quota: then the count returned is above it, and nothing is added. */
  add(key: string, points: number): Count {
    const now = this.clock().getTime();
    const entry = this.entryOf(key, now);
    const used = entry.used + entry.pending + points;
    if (used <= this.quota.points) entry.pending += points;
    return { used, resetMs: entry.resetAt - now };
  }

  /** Adds what was counted here to the shared counts, and takes over what the others counted. */
  async share(): Promise<void> {
    const now = this.clock().getTime();
    for (const [key, entry] of this.entries) {
      if (entry.resetAt <= now) this.entries.delete(key);
      else if (entry.pending > 0) await this.shareOne(key, entry);
    }
  }

  private async shareOne(key: string, entry: Entry): Promise<void> {
    const told = entry.pending;
    const { used, resetMs } = await this.counter.add(key, told);
    entry.used = used;
    entry.pending -= told;
    entry.resetAt = this.clock().getTime() + resetMs;
  }

  private entryOf(key: string, now: number): Entry {
    const known = this.entries.get(key);
    this.entries.delete(key);
    const entry = known !== undefined && known.resetAt > now ? known : { used: 0, pending: 0, resetAt: now + this.quota.seconds * 1000 };
    // Anew at the end: the first of the map is the one not seen for longest.
    this.entries.set(key, entry);
    if (this.entries.size > MOST_CALLERS)
      for (const oldest of this.entries.keys()) {
        this.entries.delete(oldest);
        break;
      }
    return entry;
  }
}
