import { auditFilter, auditQuery, mailQuery, userQuery } from '@numera/contracts';
import { parametersOf } from '../parameters';
import { answers, body, done, file, id, inPath, missing, page, problems, refused, type Paths } from '../parts';

const lastAdministrator = { 409: problems('The last administrator stays one; a name or an address is taken') };
const user = { 200: answers('The user', 'User') };

/** What administrators of the installation see and do. */
export const administrationPaths: Paths = {
  '/api/v1/users': {
    get: { summary: 'The users, newest first or as asked', parameters: parametersOf(userQuery), responses: { 200: page('User') } },
  },
  '/api/v1/users.csv': { get: { summary: 'The same as a table', parameters: parametersOf(userQuery), responses: file('text/csv') } },
  '/api/v1/users/{id}': {
    get: { summary: 'A user', parameters: [id], responses: { ...user, ...missing('user') } },
    patch: {
      summary: 'Change, disable or enable a user, make them an administrator or no longer one',
      parameters: [id],
      ...body('UserChange'),
      responses: { ...user, ...refused, ...missing('user'), ...lastAdministrator },
    },
    delete: {
      summary: 'Delete a user and all that is theirs',
      parameters: [id],
      responses: { ...done, ...missing('user'), ...lastAdministrator },
    },
  },
  '/api/v1/users/{id}/memberships/{workspaceId}': {
    put: {
      summary: 'Give a user a role in a workspace',
      parameters: [id, inPath('workspaceId')],
      ...body('MembershipRequest'),
      responses: { ...user, ...refused, ...missing('user'), ...lastAdministrator },
    },
  },
  '/api/v1/users/{id}/sessions': {
    delete: { summary: 'End a user’s sessions', parameters: [id], responses: { ...done, ...missing('user') } },
  },
  '/api/v1/users/{id}/password-reset': {
    post: { summary: 'Send a user a link to choose a password', parameters: [id], responses: { ...done, ...missing('user') } },
  },
  '/api/v1/audit-events': {
    get: { summary: 'What was done, newest first', parameters: parametersOf(auditQuery), responses: { 200: page('AuditEvent') } },
  },
  '/api/v1/audit-events.csv': {
    get: { summary: 'The same as a table', parameters: parametersOf(auditFilter), responses: file('text/csv') },
  },
  '/api/v1/audit-events/verification': {
    get: { summary: 'Whether the audit trail is whole', responses: { 200: answers('What was found', 'AuditVerification') } },
  },
  '/api/v1/object-rotations': {
    post: {
      summary: 'Seal a stretch of the images with the newest key',
      ...body('ObjectRotationRequest'),
      responses: { 200: answers('How far it came', 'ObjectRotation'), ...refused },
    },
  },
  '/api/v1/mail-messages': {
    get: { summary: 'Mails, newest first', parameters: parametersOf(mailQuery), responses: { 200: page('MailSummary') } },
  },
  '/api/v1/mail-messages/{id}': {
    get: {
      summary: 'Open a mail; that is audited',
      parameters: [id],
      responses: { 200: answers('The mail', 'MailMessage'), ...missing('mail') },
    },
  },
};
