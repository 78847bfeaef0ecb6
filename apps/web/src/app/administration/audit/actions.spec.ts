import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_ACTIONS } from '@numera/contracts';
import { actionKey } from './actions';

const texts = JSON.parse(readFileSync(join(__dirname, '../../../../public/i18n/en.json'), 'utf8')) as {
  audit: { action: Record<string, Record<string, string>> };
};

describe('what was done', () => {
  it('has a text for every action that the trail may hold, and no other', () => {
    const named = Object.entries(texts.audit.action).flatMap(([noun, deeds]) => Object.keys(deeds).map((deed) => `${noun}.${deed}`));
    expect(named.sort()).toEqual([...AUDIT_ACTIONS].sort());
  });

  it('is shown by its name when the server knows a newer one', () => {
    expect(actionKey('session.started')).toBe('audit.action.session.started');
    expect(actionKey('model.promoted')).toBeNull();
  });
});
