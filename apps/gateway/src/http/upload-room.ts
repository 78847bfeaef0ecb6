import type { Request } from 'express';
import { Problem } from './problem';

/** The least that a request is counted as: even an empty one has buffers. */
const LEAST_BYTES = 64_000;

/** Bounds the memory that uploads take together: each is at most some megabytes, but nobody bounds how many come at once. */
export class UploadRoom {
  private taken = 0;

  /** @param bytes what all requests together may announce */
  constructor(private readonly bytes = 256_000_000) {}

  /**
   * Takes room for a request's body, of its announced length (`limit` where it announces none or more), until its answer is sent or
   * its caller gone. Throws Problem 503 when there is not enough, before a byte of the body is kept.
   */
  take(request: Request, limit: number): void {
    const announced = Number(request.headers['content-length'] ?? limit);
    const size = Math.max(LEAST_BYTES, Math.min(limit, announced));
    if (this.taken + size > this.bytes) {
      request.resume();
      throw new Problem(503, 'busy', 'Too many images are arriving at once: try again in a moment.', { headers: { 'Retry-After': '1' } });
    }
    this.taken += size;
    request.res?.once('close', () => (this.taken -= size));
  }
}
