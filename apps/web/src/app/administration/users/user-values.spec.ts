import { changeOf } from './user-values';

const ada = { name: 'Ada', email: 'ada@example.org', username: 'ada' };

describe('the correction of a user', () => {
  it('sends only what has changed, without the blanks around it', () => {
    expect(changeOf(ada, { ...ada, name: ' Ada Lovelace ' })).toEqual({ name: 'Ada Lovelace' });
    expect(changeOf(ada, ada)).toEqual({});
  });

  it('leaves a user name that was emptied as it is', () => {
    expect(changeOf(ada, { ...ada, username: '' })).toEqual({});
    expect(changeOf({ ...ada, username: null }, { ...ada, username: 'countess' })).toEqual({ username: 'countess' });
  });
});
