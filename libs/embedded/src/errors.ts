/** The embedded PostgreSQL cannot be had; the message says what stands in the way and, where there is one, what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
