import { uuidv7 } from 'uuidv7';
import { imageForm } from '../hostile/forms';
import type { World } from './world';

/** What the test sends to a route besides who calls: values for `:name` in the path, a query, a body. */
export interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Things {
  readonly world: World;
  /** A PNG of a digit. */
  readonly digit: Buffer;
  /** A prediction of the owner's, and its image's row. */
  readonly predictionId: string;
}

const json = (body: unknown): Sent => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const image = ({ digit }: Things): Sent => {
  const { headers, body } = imageForm('', digit, 'digit.png');
  return { headers: headers as Record<string, string>, body };
};
const raw = ({ digit }: Things): Sent => ({ query: 'wait=30000', headers: { 'content-type': 'image/png' }, body: digit });
const ofOwner = ({ world }: Things): Sent => ({ params: { id: world.person('owner') } });
/** A person of the home workspace who is there for this one call. */
const aMember = async ({ world }: Things, sent: Sent = {}): Promise<Sent> => {
  const id = await world.newPerson('user', world.home);
  return { ...sent, params: { id, userId: id, workspaceId: world.away } };
};
const aKey = async ({ world }: Things): Promise<Sent> => ({ params: { id: (await world.newKey(world.person('owner'), ['predict'])).id } });

/** By method and path; a route that is not here gets no body. Bodies that would change the caller are wrong on purpose: 400 means let in. */
export const requests: Readonly<Record<string, (things: Things) => Sent | Promise<Sent>>> = {
  'POST /api/v1/predictions': raw,
  'GET /api/v1/predictions/:id': ({ predictionId }) => ({ params: { id: predictionId } }),
  'GET /api/v1/predictions/:id/image': ({ predictionId }) => ({ params: { id: predictionId } }),
  'DELETE /api/v1/predictions/:id': async (things) => ({ params: { id: await copyOfPrediction(things) } }),
  'POST /predict': image,
  'POST /recognise': image,
  'POST /recognize': image,
  'POST /recognize-upload': image,
  'POST /api/v1/training-runs': () => json({ seed: -1 }),
  'GET /api/v1/training-runs/:id': async ({ world }) => ({ params: { id: await aTrainingRun(world) } }),
  'DELETE /api/v1/me/sessions/:id': async ({ world }) => ({ params: { id: (await world.session(world.person('owner'))).id } }),
  'DELETE /api/v1/me/providers/:id': async ({ world }) => ({ params: { id: await anIdentity(world) } }),
  'DELETE /api/v1/api-keys/:id': aKey,
  'GET /api/v1/api-keys/:id/usage': aKey,
  'GET /api/v1/mail-messages/:id': async ({ world }) => ({ params: { id: await aMail(world) } }),
  'PATCH /api/v1/members/:userId': (things) => aMember(things, json({ role: 'user' })),
  'DELETE /api/v1/members/:userId': (things) => aMember(things),
  'DELETE /api/v1/invitations/:id': async ({ world }) => ({ params: { id: await anInvitation(world) } }),
  'GET /api/v1/invitations/preview': () => ({ query: `token=${'a'.repeat(43)}` }),
  'GET /api/v1/users/:id': ofOwner,
  'PATCH /api/v1/users/:id': (things) => aMember(things, json({ name: 'Ada' })),
  'DELETE /api/v1/users/:id': (things) => aMember(things),
  'PUT /api/v1/users/:id/memberships/:workspaceId': (things) => aMember(things, json({ role: 'user' })),
  'DELETE /api/v1/users/:id/sessions': (things) => aMember(things),
  'POST /api/v1/users/:id/password-reset': (things) => aMember(things),
};

/** Another prediction of the owner's, of the same image. */
async function copyOfPrediction({ world, predictionId }: Things): Promise<string> {
  const { id: _id, ...row } = await world.database.prediction.findUniqueOrThrow({ where: { id: predictionId } });
  const id = uuidv7();
  await world.database.prediction.create({ data: { ...row, id, options: {}, jobId: id } });
  return id;
}

async function aTrainingRun({ database, home }: World): Promise<string> {
  const id = uuidv7();
  const run = { id, workspaceId: home, recogniser: 'digits', recipe: 's1', dataset: 'auto', seed: 1 };
  await database.trainingRun.create({ data: { ...run, status: 'failed', errorCode: 'internal', errorMessage: 'It never ran.' } });
  return id;
}

/** An identity elsewhere of the owner's, who has a password besides. */
async function anIdentity(world: World): Promise<string> {
  const [id, userId] = [uuidv7(), world.person('owner')];
  const password = { id: uuidv7(), accountId: userId, providerId: 'credential', userId, password: 'x' };
  const identity = { id, accountId: id, providerId: 'oidc', userId };
  await world.database.account.createMany({ data: [password, identity], skipDuplicates: true });
  return id;
}

async function aMail({ database }: World): Promise<string> {
  const id = uuidv7();
  const mail = {
    id,
    kind: 'confirm-email',
    recipient: 'ada@example.org',
    locale: 'en',
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
  };
  await database.mailMessage.create({ data: { ...mail, expiresAt: new Date(Date.now() + 3_600_000) } });
  return id;
}

async function anInvitation({ database, home }: World): Promise<string> {
  const id = uuidv7();
  const invitation = { id, workspaceId: home, email: 'ada@example.org', role: 'user', tokenHash: id } as const;
  await database.invitation.create({ data: { ...invitation, expiresAt: new Date(Date.now() + 3_600_000) } });
  return id;
}
