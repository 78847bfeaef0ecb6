import type { User, UserChange } from '@numera/contracts';

export const FIELDS = ['name', 'email', 'username'] as const;
export type UserValues = Readonly<Record<(typeof FIELDS)[number], string>>;

/** What of the values differs from what the server has; a user name cannot be taken away, only changed. */
export function changeOf(user: Pick<User, 'name' | 'email' | 'username'>, values: UserValues): UserChange {
  const [name, email, username] = FIELDS.map((field) => values[field].trim());
  return {
    ...(name !== user.name && { name }),
    ...(email !== user.email && { email }),
    ...(username && username !== user.username && { username }),
  };
}

/** What can be seen to be wrong before it is sent, as keys of sentences. */
export function faultsOf({ name, email, username }: UserChange): Partial<Record<(typeof FIELDS)[number], string>> {
  return {
    ...(name === '' && { name: 'users.fault.name' }),
    ...(email !== undefined && !/^\S+@\S+$/.test(email) && { email: 'users.fault.email' }),
    ...(username !== undefined && !/^[A-Za-z0-9_.-]{3,30}$/.test(username) && { username: 'users.fault.username' }),
  };
}
