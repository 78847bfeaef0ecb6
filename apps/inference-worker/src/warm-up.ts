import { randomUUID } from 'node:crypto';
import type { Outcome } from '@numera/contracts';
import type { LineModel } from '@numera/recognition';
import type { LoadedModel } from './models';
import { Recogniser } from './recogniser';
import { Slots } from './slots';

/** A PNG of two fours that touch: what touches is looked at by the line network too. */
const FOURS = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAAA4AQMAAAA4i2/hAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAgklEQVQoz9WQsQ2DMBQFjShcsgBSNnnZLGI0' +
    'RvEIlBRIgN8/F0mkNNDkrJP8Cksnp3Q3Gc0whd/jMYXmiUZoXmg2NCtWujU0/TLaGEU20s5LbmOYZUmTJU2WNFnS4pAmS5osabKkqWujX5KqpJ2jMPIOc61po/wcb28+P+4/x4iX' +
    'OQDVclp8kD7yHwAAAABJRU5ErkJggg==',
  'base64',
);

/** Reads a small drawing the whole way of an image, so that the first caller does not pay for libraries that load and code that is compiled. */
export async function warmUp(model: LoadedModel, lineModel: Pick<LineModel, 'judge'>): Promise<Outcome[]> {
  const recogniser = new Recogniser({ get: async () => FOURS }, new Slots(1), lineModel);
  const item = { predictionId: randomUUID(), image: 'images/00/00000000', options: { layout: 'auto' }, askedAt: Date.now() } as const;
  return recogniser.recognise([item], model);
}
