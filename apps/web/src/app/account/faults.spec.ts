import { Failure } from '../http/failure';
import { faultsOfFailure, faultsOfPassword, faultsOfPerson } from './faults';

describe('the faults of a form about a person', () => {
  it('finds none in what people usually write', () => {
    expect(faultsOfPerson({ name: 'Grace Hopper', username: 'grace.hopper', email: ' grace@harbour.example ' })).toEqual({});
  });

  it('names every field that is wrong at once', () => {
    expect(Object.keys(faultsOfPerson({ name: ' ', username: 'g h', email: 'harbour' }))).toEqual(['name', 'username', 'email']);
  });

  it.each([
    ['name', ''],
    ['email', 'ada'],
    ['username', 'a b'],
    ['username', 'a-b-c'],
  ] as const)('names the %s alone when it is %j', (field, value) => {
    expect(Object.keys(faultsOfPerson({ [field]: value }))).toEqual([field]);
  });

  it('leaves alone what the form does not ask for', () => {
    expect(faultsOfPerson({ email: 'grace@harbour.example' })).toEqual({});
  });

  it('speaks of the repetition once the password itself is right', () => {
    expect(faultsOfPassword('short', 'other', 15, [])).toEqual({ newPassword: 'password.fault.least' });
    expect(faultsOfPassword('seven quiet otters', 'seven quiet', 15, [])).toEqual({ repeated: 'password.fault.repeated' });
    expect(faultsOfPassword('seven quiet otters', 'seven quiet otters', 15, [])).toEqual({});
  });

  it('says why the server did not take a password', () => {
    const failure = new Failure('weak_password', 400, [{ path: 'password', message: 'common' }]);
    expect(faultsOfFailure(failure)).toEqual({ newPassword: 'password.fault.common' });
  });

  it('puts a refusal of the server beside its field, and no other', () => {
    expect(faultsOfFailure(new Failure('username_taken', 409))).toEqual({ username: 'form.fault.usernameTaken' });
    expect(faultsOfFailure(new Failure('busy', 503))).toBeNull();
  });
});
