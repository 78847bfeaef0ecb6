import { apiKeyUsageQuery, pageQuery } from '@numera/contracts';
import { parametersOf } from '../parameters';
import { answers, body, done, file, id, missing, page, problems, refused, type Paths } from '../parts';

const wrongPassword = { 403: problems('The password is wrong, or the caller is no person') };

/** What people see and change of themselves, and their keys. */
export const accountPaths: Paths = {
  '/api/v1/me': {
    get: { summary: 'Who is signed in, and where', responses: { 200: answers('The person', 'Me') } },
    patch: { summary: 'Change language or consent', ...body('MeChange'), responses: { 200: answers('The person', 'Me'), ...refused } },
  },
  '/api/v1/me/workspace': {
    put: {
      summary: 'Look at another of one’s workspaces',
      ...body('WorkspaceChoice'),
      responses: { 200: answers('The workspace', 'WorkspaceMembership'), ...refused, ...missing('workspace') },
    },
  },
  '/api/v1/me/sessions': {
    get: { summary: 'Where one is signed in', responses: { 200: page('Session') } },
    delete: { summary: 'End every session but this one', responses: done },
  },
  '/api/v1/me/sessions/{id}': {
    delete: { summary: 'End one of one’s sessions', parameters: [id], responses: { ...done, ...missing('session') } },
  },
  '/api/v1/me/providers': { get: { summary: 'Identities elsewhere by which one signs in', responses: { 200: page('LinkedProvider') } } },
  '/api/v1/me/providers/{id}': {
    delete: {
      summary: 'Disconnect one of them',
      parameters: [id],
      responses: { ...done, ...missing('connection'), 409: problems('Nothing else lets one in') },
    },
  },
  '/api/v1/me/export': { get: { summary: 'Everything that is kept of oneself, images included', responses: file('application/zip') } },
  '/api/v1/me/deletion': {
    post: {
      summary: 'Have oneself and all that is one’s own deleted after a period of grace',
      ...body('DeletionRequest'),
      responses: { 200: answers('When it goes', 'Deletion'), ...refused, ...wrongPassword },
    },
    delete: { summary: 'Take that back', responses: done },
  },
  '/api/v1/api-keys': {
    get: { summary: 'One’s keys; an admin sees the workspace’s', parameters: parametersOf(pageQuery), responses: { 200: page('ApiKey') } },
    post: {
      summary: 'Make a key; the key itself is in this answer and nowhere else',
      ...body('ApiKeyRequest'),
      responses: { 201: answers('The key', 'NewApiKey'), ...refused, 409: problems('Too many keys') },
    },
  },
  '/api/v1/api-keys/{id}': { delete: { summary: 'Revoke a key', parameters: [id], responses: { ...done, ...missing('key') } } },
  '/api/v1/api-keys/{id}/usage': {
    get: {
      summary: 'Requests with a key, by day',
      parameters: [id, ...parametersOf(apiKeyUsageQuery)],
      responses: { 200: answers('Days, oldest first', 'ApiKeyUsage'), ...missing('key') },
    },
  },
  '/api/v1/operator/api-keys': {
    post: {
      summary: 'Make a key for someone',
      ...body('OperatorApiKeyRequest'),
      responses: { 201: answers('The key', 'NewApiKey'), ...refused, ...missing('user') },
    },
  },
  '/api/v1/sign-in-options': { get: { summary: 'How one may sign in here', responses: { 200: answers('The ways', 'SignInOptions') } } },
  '/api/v1/setup': {
    post: { summary: 'Make the first administrator by the link of the log', ...body('Setup'), responses: { ...done, ...refused } },
  },
  '/api/v1/operator/setup-links': {
    post: {
      summary: 'A new link for the first administrator',
      responses: { 201: answers('The link', 'SingleUseLink'), 409: problems('There is an administrator already') },
    },
  },
  '/api/v1/operator/administrators': {
    post: {
      summary: 'An administrator who chooses a password by a link',
      ...body('NewAdministrator'),
      responses: { 201: answers('The link', 'SingleUseLink'), ...refused, 409: problems('The name or the address is taken') },
    },
  },
};
