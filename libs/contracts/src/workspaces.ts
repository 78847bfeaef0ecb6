import { z } from 'zod';
import { isoTime } from './scalars';

/** What a member may do in a workspace; each but `service` includes the ones before it. */
export const role = z.enum(['user', 'reviewer', 'admin', 'service']);
export type WorkspaceRole = z.infer<typeof role>;

export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
const workspaceName = z.string().trim().min(1).max(80);

/** A workspace as one of its members sees it. */
export const membership = z.object({ id: z.uuid(), name: z.string(), role });
export type WorkspaceMembership = z.infer<typeof membership>;

/** Body of `POST /api/v1/workspaces` and `PATCH /api/v1/workspaces/current`. */
export const workspaceRequest = z.strictObject({ name: workspaceName });

/** Body of `PUT /api/v1/me/workspace`: which of one's workspaces this session looks at. */
export const workspaceSwitch = z.strictObject({ workspaceId: z.uuid() });

export const member = z.object({
  userId: z.uuid(),
  name: z.string(),
  /** Null, like the user name, for who is no admin of the workspace. */
  email: z.string().nullable(),
  username: z.string().nullable(),
  role,
  isDisabled: z.boolean(),
  joinedAt: isoTime,
});
export type Member = z.infer<typeof member>;

/** Body of `PATCH /api/v1/members/{userId}`. */
export const memberChange = z.strictObject({ role });

/** Body of `POST /api/v1/invitations`. */
export const invitationRequest = z.strictObject({ email: emailAddress, role });

export const invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role,
  /** Name of who invited; null when that person has gone. */
  invitedBy: z.string().nullable(),
  createdAt: isoTime,
  expiresAt: isoTime,
});
export type Invitation = z.infer<typeof invitation>;

/** The secret of an invitation's link. */
export const invitationToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Body of `POST /api/v1/invitations/acceptance`. */
export const invitationAcceptance = z.strictObject({ token: invitationToken });

/** What the holder of an invitation's link is shown before accepting it. */
export const invitationPreview = z.object({ workspace: z.string(), email: z.string(), role });
export type InvitationPreview = z.infer<typeof invitationPreview>;

/** Query of the lists of members and invitations. */
export const pageQuery = z.object({ cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
