import { shared } from './shared';

/** Stops the product that the set-up started. */
export default async function tearDown(): Promise<void> {
  await shared.product?.stop();
}
