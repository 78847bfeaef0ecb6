/** The job can never succeed, so it fails for good at its first attempt. Throw it from a handler; the message is for people. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** The handler gives the job up without fault (its process is stopping): it goes back to the queue and loses no attempt. */
export class Postponed extends Error {
  override readonly name = 'Postponed';
}

/** The queue can not be used as it is set up; the message says what to change. */
export class QueueSetupError extends Error {
  override readonly name = 'QueueSetupError';
}
