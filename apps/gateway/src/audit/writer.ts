import { Injectable } from '@nestjs/common';
import type { AuditContent } from './event';
import { AuditRepository } from './repository';

/** Rows of one transaction. */
const MOST_ROWS = 200;

interface Waiting {
  readonly content: AuditContent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes rows that belong to no other transaction, one transaction at a time: what comes meanwhile makes up the next one. So a rush of sign-ins
 * waits in memory and not on as many connections, each for the chain's lock.
 */
@Injectable()
export class AuditWriter {
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(private readonly repository: AuditRepository) {}

  /** Resolves when the row is in the database; rejects when it cannot be. */
  write(content: AuditContent): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ content, resolve, reject });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const rows = this.waiting.splice(0, MOST_ROWS);
      try {
        await this.repository.append(rows.map(({ content }) => content));
        rows.forEach(({ resolve }) => resolve());
      } catch (error) {
        rows.forEach(({ reject }) => reject(error));
      }
    }
    this.isWriting = false;
  }
}
