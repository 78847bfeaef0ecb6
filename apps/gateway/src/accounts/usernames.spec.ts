import { freeUsername } from './usernames';

describe('freeUsername', () => {
  const among = (taken: readonly string[]) => (name: string) => Promise.resolve(taken.includes(name) ? {} : null);

  it('is the wanted name where nobody has it', async () => {
    expect(await freeUsername('anna', among(['bruno']))).toBe('anna');
  });

  it('adds four digits to a taken one, others where those are taken too', async () => {
    const digits = [7, 1234];
    expect(await freeUsername('anna', among(['anna', 'anna_0007']), () => digits.shift() ?? 0)).toBe('anna_1234');
  });
});
