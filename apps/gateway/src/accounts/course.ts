import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request } from 'express';

/** A session that better-auth has begun. */
export interface BegunSession {
  readonly id: string;
  readonly userId: string;
}

/** What better-auth's hooks need to know of what they are called for: it hands them a request that the gateway made. */
export interface Course {
  /** The caller's own; none where it was answered by a gateway that is gone. */
  readonly request?: Request;
  /** Of a password that was hashed before. */
  readonly passwordHash?: string;
  /** Takes tasks that have to end before what is done counts as done; without it they may end after the answer. */
  readonly tasks?: Promise<unknown>[];
  /** The argon2id string that the password of this request was compared with, and was right. */
  provenHash?: string;
  begun?: BegunSession;
  /** Whom a provider has sent: the address that it told, and whether it may be one that the provider says nothing of. */
  identity?: { readonly email: string | undefined; readonly mayBeUnconfirmed: boolean };
}

const courses = new AsyncLocalStorage<Course>();

/** Runs `work`, which learns by `currentCourse` what it is done for. */
export function during<T>(course: Course, work: () => Promise<T>): Promise<T> {
  return courses.run(course, work);
}

/** What is being worked on; empty outside of `during`. */
export function currentCourse(): Course {
  return courses.getStore() ?? {};
}
