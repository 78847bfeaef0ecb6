import { checksum, expectedLength, pattern, postcodes, readMode, rotate } from '@numera/contracts';
import { CHECKSUMS, MODES, POSTCODES, queryOf, TURNS, unasked } from './options';
import { fieldsIn, wrongFields } from './problems';

const filled = { ...unasked, mode: 'accurate', rotate: 'auto', expectedLength: ' 4 - 8 ', pattern: '# # [0-3]', checksum: 'luhn' } as const;

describe('the query', () => {
  it('says no more than the layout when nothing was asked for', () => {
    expect(queryOf(unasked, 'single')).toEqual({ layout: 'single' });
  });

  it('holds what is known of a number, without the spaces of a careful hand', () => {
    expect(queryOf(filled, 'auto')).toEqual({
      layout: 'auto',
      mode: 'accurate',
      rotate: 'auto',
      expectedLength: '4-8',
      pattern: '##[0-3]',
      checksum: 'luhn',
    });
  });

  it('leaves constraints out for one digit', () => {
    expect(queryOf(filled, 'single')).toEqual({ layout: 'single', mode: 'accurate', rotate: 'auto' });
  });
});

describe('the fields', () => {
  it.each(['6', '06', '4-8', '64', '1-64', '0', '65', '8-4', '4-', '-4', 'six', '4-8-9', '123', '1.5'])(
    'judge the length %s as the API does',
    (text) => {
      expect(wrongFields({ ...unasked, expectedLength: text }).length === 0).toBe(expectedLength.safeParse(text).success);
    },
  );

  it.each(['####', '20##', '[0-3]#', '[035-9]#', '[3-0]#', '[]#', '[0-3', '#*', 'ab', '[^1]', '#'.repeat(64), '#'.repeat(65)])(
    'judge the pattern %s as the API does',
    (text) => {
      expect(wrongFields({ ...unasked, pattern: text }).length === 0).toBe(pattern.safeParse(text).success);
    },
  );

  it('offer the modes, turns, check digits and postcodes that the API knows', () => {
    expect([...MODES].sort()).toEqual([...readMode.options].sort());
    expect(TURNS).toEqual(rotate.options);
    expect([...CHECKSUMS].sort()).toEqual([...checksum.options].sort());
    expect(POSTCODES).toEqual(Object.keys(postcodes).sort());
  });

  it('are named by a refusal of the server', () => {
    expect(fieldsIn([{ path: 'pattern' }, { path: 'wait' }])).toEqual(['pattern']);
    expect(fieldsIn(undefined)).toEqual([]);
  });
});
