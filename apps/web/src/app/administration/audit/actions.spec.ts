import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTION_NAMES, ACTIONS, actionKey } from './actions';

const texts = JSON.parse(readFileSync(join(__dirname, '../../../../public/i18n/en.json'), 'utf8')) as {
  audit: { action: Record<string, Record<string, string>> };
};

describe('what was done', () => {
  it('has a text for every action that the page names, and no other', () => {
    const named = Object.entries(texts.audit.action).map(([noun, deeds]) => [noun, Object.keys(deeds)]);
    expect(Object.fromEntries(named)).toEqual(ACTIONS);
  });

  it('is shown by its name when the server knows a newer one', () => {
    expect(actionKey(ACTION_NAMES[0]!)).toBe('audit.action.session.started');
    expect(actionKey('model.promoted')).toBeNull();
  });
});
