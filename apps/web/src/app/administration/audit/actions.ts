import { AUDIT_ACTIONS } from '@numera/contracts';

/** Key of the text for an action; null for one that the page has none for, because the server is newer than the page. */
export function actionKey(action: string): string | null {
  return AUDIT_ACTIONS.some((known) => known === action) ? `audit.action.${action}` : null;
}
