import { SHARED, startProduct } from './product';
import { shared } from './shared';

/**
 * Starts the product once for all e2e files, unless NUMERA_E2E_URL names one that runs. A product that does not start fails those
 * files, each with the reason, and not the run: every other test still says something.
 */
export default async function setUp(): Promise<void> {
  if (process.env[SHARED.url]) return;
  try {
    shared.product = await startProduct();
    process.env[SHARED.url] = shared.product.url;
  } catch (error) {
    process.env[SHARED.failure] = error instanceof Error ? error.message : String(error);
  }
}
