import { objectRotation } from '@numera/contracts';
import type { Subcommand } from '../../command';
import { parseOptions } from '../../options';
import { connect } from '../admin/server';

const help = `Usage: numera storage rotate [--url URL]

Has the running server seal every stored image with the first key of NUMERA_STORAGE_KEY. Put the new key in front of the old one, restart,
run this, then take the old key away. Stopped half way, it may be run again.

  --url URL   of the server (default: http://HOST:PORT)`;

export const rotate: Subcommand = {
  name: 'rotate',
  summary: 'seal stored images with the first storage key',
  help,
  async run(args, surroundings) {
    const { values } = parseOptions(args, { url: { type: 'string' } } as const);
    const { log, out, signal } = surroundings;
    const server = await connect(values.url, surroundings);
    let [images, resealed] = [0, 0];
    for (let after: string | null | undefined; after !== null;) {
      signal.throwIfAborted();
      const stretch: ReturnType<typeof objectRotation.parse> = await server.call(objectRotation, '/object-rotations', { after });
      images += stretch.images;
      resealed += stretch.resealed;
      after = stretch.next;
      log.write(`${images} images looked at, ${resealed} objects sealed anew\n`);
    }
    out.write(`${resealed}\n`);
    return 0;
  },
};
