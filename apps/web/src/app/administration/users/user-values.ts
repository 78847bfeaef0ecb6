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
