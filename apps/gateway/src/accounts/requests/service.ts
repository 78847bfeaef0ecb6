import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import type { Request } from 'express';
import { ANONYMOUS } from '../../http/caller';
import { CLOCK, LOGGER, type Clock } from '../../platform/tokens';
import { AUTH } from '../auth-token';
import type { Auth } from '../better-auth';
import { during, type Course } from '../course';
import { libraryRequest } from '../library-request';
import { PublicUrl } from '../public-url';
import { AuthSteps } from '../steps';
import { AccountRequestRepository, type AcceptedRequest, type RequestContent } from './repository';

/** A request that is not done after this long is begun again: the gateway that answered it is gone, or failed. */
const LEASE_MS = 30_000;
/** Between an answer and what is then done: at once, its work would slow the answer's own way down, and at a known time later another's. */
const PAUSE_MS = [100, 400] as const;
const MOST_ATTEMPTS = 5;
/** Requests of one look. */
const BATCH = 20;

/**
 * Requests that anyone may send for any address: they are written down and answered, and only then does anyone look whether there is such an
 * account. So neither the answer nor its time can tell, and what was answered is done, by another gateway if need be.
 */
@Injectable()
export class AccountRequests {
  /** What is being done, by address: one thing after the other, in the order of the answers. */
  private readonly turns = new Map<string, Promise<void>>();
  /** Which requests these are: one that waits long for its turn is not left undone. */
  private readonly waiting = new Set<string>();
  private isClosing = false;

  constructor(
    private readonly repository: AccountRequestRepository,
    private readonly steps: AuthSteps,
    private readonly url: PublicUrl,
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Writes a request down. What is returned lets it begin, and is to be called once the answer is out. */
  async accept(path: string, content: RequestContent, request: Request): Promise<() => void> {
    const accepted = await this.repository.add(path, content, this.leaseEnd());
    return () => void this.inTurn(accepted, randomInt(...PAUSE_MS), request);
  }

  /** Does what others left undone. */
  async resume(): Promise<void> {
    const left = await this.repository.claim(this.clock(), this.leaseEnd(), BATCH);
    await Promise.all(left.filter(({ id }) => !this.waiting.has(id)).map((accepted) => this.inTurn(accepted, 0)));
  }

  /** Begins nothing more, which is left to other gateways or the next start, and resolves when nothing is being done. */
  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.all(this.turns.values());
  }

  private inTurn(accepted: AcceptedRequest, pauseMs: number, request?: Request): Promise<void> {
    const who = accepted.content.email.toLowerCase();
    this.waiting.add(accepted.id);
    const begin = async () => {
      if (!this.isClosing) await pause(pauseMs);
      if (!this.isClosing) await this.perform(accepted, request);
      this.waiting.delete(accepted.id);
    };
    const turn = (this.turns.get(who) ?? Promise.resolve()).then(begin);
    this.turns.set(who, turn);
    return turn.finally(() => {
      if (this.turns.get(who) === turn) this.turns.delete(who);
    });
  }

  /** Never rejects: what fails is left for the next look, and given up in the end. */
  private async perform(accepted: AcceptedRequest, request: Request | undefined): Promise<void> {
    const { id, path, attempts } = accepted;
    try {
      await this.forward(accepted, request);
      await this.repository.remove(id);
    } catch (error) {
      const isGivenUp = attempts >= MOST_ATTEMPTS;
      this.logger.error({ err: error, path, attempts, isGivenUp }, 'a request for an account failed');
      if (isGivenUp) await this.repository.remove(id).catch(() => undefined);
    }
  }

  private async forward({ path, content }: AcceptedRequest, request: Request | undefined): Promise<void> {
    const tasks: Promise<unknown>[] = [];
    const course: Course = { request, passwordHash: content.passwordHash, tasks };
    await during(course, async () => {
      const step = await this.steps.before(path, content, ANONYMOUS);
      const reply = await this.auth.handler(libraryRequest(new URL(`/api/auth/${path}`, this.url.origin), 'POST', step.values));
      if (!reply.ok) throw new Error(`better-auth answered ${reply.status}: ${await reply.text()}`);
    });
    await Promise.all(tasks);
  }

  private leaseEnd(): Date {
    return new Date(this.clock().getTime() + LEASE_MS);
  }
}
