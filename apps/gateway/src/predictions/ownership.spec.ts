import { ANONYMOUS, type Caller, type KeyHolder, type Person } from '../http/caller';
import { DEFAULT_WORKSPACE } from '../platform/tokens';
import { isOwn, mayRead, ownershipOf } from './ownership';
import { newToken } from './tokens';

const HERE = '01939000-0000-7000-8000-00000000000a';
const ELSEWHERE = '01939000-0000-7000-8000-00000000000b';
const person = (userId: string, change: Partial<Person> = {}): Person => ({
  kind: 'person',
  userId,
  sessionId: 's',
  workspaceId: HERE,
  role: 'user',
  isAdministrator: false,
  ...change,
});
const key = (userId: string, change: Partial<KeyHolder> = {}): KeyHolder => ({
  kind: 'key',
  apiKeyId: 'k',
  userId,
  workspaceId: HERE,
  role: 'user',
  isAdministrator: false,
  scopes: ['predict'],
  isUnlimited: false,
  ...change,
});

describe('whose a prediction is', () => {
  it('is nobody’s in the default workspace for an anonymous caller', () => {
    expect(ownershipOf(ANONYMOUS)).toEqual({ workspaceId: DEFAULT_WORKSPACE, ownerId: null, apiKeyId: null });
  });

  it('is the person’s in the workspace they look at, also through their key', () => {
    expect(ownershipOf(person('ann'))).toEqual({ workspaceId: HERE, ownerId: 'ann', apiKeyId: null });
    expect(ownershipOf(key('ann'))).toEqual({ workspaceId: HERE, ownerId: 'ann', apiKeyId: 'k' });
  });
});

describe('who may see a prediction', () => {
  const owned = { workspaceId: HERE, ownerId: 'ann', tokenHash: null };
  const { token, tokenHash } = newToken();
  const anonymous = { workspaceId: HERE, ownerId: null, tokenHash };

  it.each<[string, Caller, boolean, boolean]>([
    ['its owner', person('ann'), true, true],
    ['its owner looking at another workspace', person('ann', { workspaceId: ELSEWHERE }), false, false],
    ['another user', person('bob'), false, false],
    ['a reviewer', person('bob', { role: 'reviewer' }), true, false],
    ['an admin', person('bob', { role: 'admin' }), true, false],
    ['another workspace’s admin', person('bob', { role: 'admin', workspaceId: ELSEWHERE }), false, false],
    ['an installation’s administrator without a role here', person('bob', { isAdministrator: true }), false, false],
    ['its owner’s key', key('ann'), true, true],
    ['its owner’s key without the scope', key('ann', { scopes: ['batch'] }), false, false],
    ['a reviewer’s key without the scope', key('bob', { role: 'reviewer' }), false, false],
    ['a reviewer’s key', key('bob', { role: 'reviewer', scopes: ['review'] }), true, false],
    ['an operator', { kind: 'operator' }, false, false],
    ['an anonymous caller', ANONYMOUS, false, false],
  ])('%s', (_, caller, isReadable, isTheirs) => {
    expect(mayRead(owned, caller, undefined)).toBe(isReadable);
    expect(isOwn(owned, caller, undefined)).toBe(isTheirs);
    // No token opens what has an owner.
    expect(mayRead(owned, caller, token)).toBe(isReadable);
  });

  it.each<[string, Caller]>([
    ['an anonymous caller', ANONYMOUS],
    ['an admin', person('bob', { role: 'admin' })],
  ])('%s sees an anonymous one with its token only', (_, caller) => {
    expect(mayRead(anonymous, caller, token)).toBe(true);
    expect(mayRead(anonymous, caller, newToken().token)).toBe(false);
    expect(mayRead(anonymous, caller, undefined)).toBe(false);
    expect(mayRead({ ...anonymous, tokenHash: null }, caller, token)).toBe(false);
  });
});
