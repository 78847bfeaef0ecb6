/** Numera cannot be started, or not kept running; the message is for the person who typed `npm start`. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
