/** What the trail says was done, by what it was done to; the server may know newer ones, which are shown by their names. */
export const ACTIONS = {
  session: ['started', 'refused', 'ended'],
  access: ['refused'],
  user: ['created', 'changed', 'confirmed', 'disabled', 'enabled', 'deletionRequested', 'deletionCancelled', 'deleted', 'exported'],
  users: ['exported'],
  email: ['changed'],
  password: ['changed', 'reset', 'resetRequested'],
  consent: ['changed'],
  code: ['sent', 'refused'],
  'second-factor': ['enabled', 'disabled', 'refused'],
  'recovery-codes': ['renewed'],
  passkey: ['created', 'renamed', 'deleted'],
  provider: ['linked', 'unlinked'],
  setup: ['linkMade', 'completed'],
  role: ['changed'],
  administrator: ['granted', 'revoked'],
  workspace: ['created', 'renamed', 'entered'],
  member: ['joined', 'removed', 'left'],
  invitation: ['created', 'accepted', 'revoked'],
  'api-key': ['created', 'changed', 'revoked', 'refused'],
  prediction: ['deleted'],
  predictions: ['exported'],
  mail: ['opened', 'failed'],
  audit: ['exported', 'verified'],
  storage: ['rotated'],
  'training-run': ['started'],
} as const;

/** Every action by its name, `noun.pastTense`. */
export const ACTION_NAMES: readonly string[] = Object.entries(ACTIONS).flatMap(([noun, deeds]) => deeds.map((deed) => `${noun}.${deed}`));

/** Key of the text for an action; null for one that the page has none for. */
export function actionKey(action: string): string | null {
  return ACTION_NAMES.includes(action) ? `audit.action.${action}` : null;
}
