import { judge, mayGive } from './access-rules';
import { ANONYMOUS, type Caller, type Role, type Scope } from './caller';

const person = (role: Role, isAdministrator = false): Caller => ({
  kind: 'person',
  ...{ userId: 'u', sessionId: 's', workspaceId: 'w', role, isAdministrator },
});
const key = (role: Role, ...scopes: Scope[]) => ({
  kind: 'key' as const,
  ...{ apiKeyId: 'k', userId: 'u', workspaceId: 'w', role, isAdministrator: false, scopes, isUnlimited: false },
});

describe('who may call what', () => {
  test('anonymous predictions follow the setting', () => {
    expect(judge('predict', ANONYMOUS, true)).toBe('allowed');
    expect(judge('predict', ANONYMOUS, false)).toBe('unauthenticated');
  });
  test('a key needs the scope, and its maker the role', () => {
    expect(judge('reviewer', key('reviewer', 'review'), true)).toBe('allowed');
    expect(judge('reviewer', key('reviewer', 'predict'), true)).toBe('forbidden');
    expect(judge('reviewer', key('user', 'review'), true)).toBe('forbidden');
  });
  test('a key without the scope is refused where others need not say who they are', () => {
    expect(judge('prediction-reader', key('user', 'train'), true)).toBe('forbidden');
    expect(judge('prediction-reader', key('user', 'predict'), true)).toBe('allowed');
    expect(judge('anyone', key('user', 'train'), true)).toBe('allowed');
  });
  test('no key acts for a person', () => expect(judge('person', key('admin', 'admin', 'predict'), true)).toBe('forbidden'));
  test('a workspace admin is no administrator of the installation', () => {
    expect(judge('administrator', person('admin'), true)).toBe('forbidden');
    expect(judge('administrator', person('user', true), true)).toBe('allowed');
    expect(judge('administrator', { kind: 'operator' }, true)).toBe('allowed');
  });
  test('training takes the machine of all workspaces: it is the installation’s administrators’, and their keys’ with the scope', () => {
    expect(judge('train', person('admin'), true)).toBe('forbidden');
    expect(judge('train', key('admin', 'train'), true)).toBe('forbidden');
    expect(judge('train', person('user', true), true)).toBe('allowed');
    expect(judge('train', { ...key('user', 'train'), isAdministrator: true }, true)).toBe('allowed');
    expect(judge('train', { ...key('user', 'admin'), isAdministrator: true }, true)).toBe('forbidden');
  });
  test('nobody gives a key a scope that opens what is closed to themselves', () => {
    expect(mayGive({ role: 'admin', isAdministrator: false }, 'train')).toBe(false);
    expect(mayGive({ role: 'admin', isAdministrator: false }, 'admin')).toBe(true);
    expect(mayGive({ role: 'user', isAdministrator: true }, 'train')).toBe(true);
    expect(mayGive({ role: 'user', isAdministrator: true }, 'admin')).toBe(false);
  });
  test('an administrator of the installation is no admin of every workspace', () =>
    expect(judge('workspace-admin', person('user', true), true)).toBe('forbidden'));
  test('whoever belongs to a workspace sees its members; a key with the scope for it', () => {
    expect(judge('member', person('service'), true)).toBe('allowed');
    expect(judge('member', key('admin', 'admin'), true)).toBe('allowed');
    expect(judge('member', key('admin', 'predict'), true)).toBe('forbidden');
    expect(judge('member', ANONYMOUS, true)).toBe('unauthenticated');
  });
  test('nobody with an account does what is the operator’s', () => {
    expect(judge('operator', { kind: 'operator' }, true)).toBe('allowed');
    expect(judge('operator', person('admin', true), true)).toBe('forbidden');
    expect(judge('operator', key('admin', 'admin'), true)).toBe('forbidden');
    expect(judge('operator', ANONYMOUS, true)).toBe('unauthenticated');
  });
  test('roles include the ones before', () => {
    expect(judge('reviewer', person('admin'), true)).toBe('allowed');
    expect(judge('reviewer', person('user'), true)).toBe('forbidden');
  });
});
