import { z } from 'zod';
import { isoTime } from './scalars';
import { emailAddress, membership, pageQuery, role } from './workspaces';

export const userStatus = z.enum(['active', 'disabled', 'unconfirmed']);

/** Query of `GET /api/v1/users`; a leading minus sorts downwards. */
export const userQuery = pageQuery.extend({
  /** Part of a name, an address or a user name. */
  search: z.string().trim().max(200).optional(),
  /** `administrator`: of the installation; else a role in any workspace. */
  role: z.enum(['administrator', ...role.options]).optional(),
  status: userStatus.optional(),
  sort: z.enum(['name', '-name', 'email', '-email', 'createdAt', '-createdAt']).default('-createdAt'),
});
export type UserQuery = z.output<typeof userQuery>;

/** A person as an administrator of the installation sees them: nothing that signs anyone in. */
export const user = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  username: z.string().nullable(),
  isAdministrator: z.boolean(),
  isDisabled: z.boolean(),
  twoFactorEnabled: z.boolean(),
  createdAt: isoTime,
  /** When one of their sessions was last used; null when none is left. */
  lastSeenAt: isoTime.nullable(),
  /** When all of it goes, where deletion was asked for. */
  deletionAt: isoTime.nullable(),
  memberships: z.array(membership),
});
export type User = z.infer<typeof user>;

export const username = z.string().regex(/^[A-Za-z0-9_.]{3,30}$/, 'takes 3 to 30 letters, digits, dots and underscores');

/** Body of `PATCH /api/v1/users/{id}`. */
export const userChange = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  email: emailAddress.optional(),
  username: username.optional(),
  isAdministrator: z.boolean().optional(),
  isDisabled: z.boolean().optional(),
});
export type UserChange = z.infer<typeof userChange>;

/** Body of `PUT /api/v1/users/{id}/memberships/{workspaceId}`. */
export const membershipRequest = z.strictObject({ role });
