import { invitationToken, pageQuery } from '@numera/contracts';
import { z } from 'zod';
import { parametersOf } from '../parameters';
import { answers, body, done, id, inPath, missing, page, problems, refused, type Paths } from '../parts';

const lastAdmin = { 409: problems('The last admin of a workspace stays one') };
const userId = inPath('userId');

/** Workspaces, who belongs to them, and who is asked to. */
export const workspacePaths: Paths = {
  '/api/v1/workspaces': {
    post: {
      summary: 'Make a workspace and be its admin',
      ...body('WorkspaceRequest'),
      responses: { 201: answers('The workspace', 'WorkspaceMembership'), ...refused },
    },
  },
  '/api/v1/workspaces/current': {
    patch: {
      summary: 'Rename the workspace one looks at',
      ...body('WorkspaceRequest'),
      responses: { 200: answers('The workspace', 'WorkspaceMembership'), ...refused },
    },
  },
  '/api/v1/members': {
    get: { summary: 'Who belongs to the workspace', parameters: parametersOf(pageQuery), responses: { 200: page('Member') } },
  },
  '/api/v1/members/{userId}': {
    patch: {
      summary: 'Change a member’s role',
      parameters: [userId],
      ...body('MemberChange'),
      responses: { ...done, ...refused, ...missing('member'), ...lastAdmin },
    },
    delete: { summary: 'Remove a member, or leave', parameters: [userId], responses: { ...done, ...missing('member'), ...lastAdmin } },
  },
  '/api/v1/invitations': {
    get: { summary: 'Invitations that are open', parameters: parametersOf(pageQuery), responses: { 200: page('Invitation') } },
    post: {
      summary: 'Invite someone by mail',
      ...body('InvitationRequest'),
      responses: { 201: answers('The invitation', 'Invitation'), ...refused },
    },
  },
  '/api/v1/invitations/{id}': {
    delete: { summary: 'Take an invitation back', parameters: [id], responses: { ...done, ...missing('invitation') } },
  },
  '/api/v1/invitations/preview': {
    get: {
      summary: 'What an invitation’s link leads to',
      parameters: parametersOf(z.object({ token: invitationToken })),
      responses: { 200: answers('The invitation', 'InvitationPreview'), ...missing('invitation') },
    },
  },
  '/api/v1/invitations/acceptance': {
    post: {
      summary: 'Join a workspace',
      ...body('InvitationAcceptance'),
      responses: { 200: answers('The workspace', 'WorkspaceMembership'), ...refused, ...missing('invitation') },
    },
  },
};
