import { ModelError } from '@numera/recognition';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelCard } from '@numera/contracts';
import { DIGITS } from './data/dataset';
import { assertTeacher } from './teacher';

const cardOf = (model: string) => modelCard.parse(JSON.parse(readFileSync(join(__dirname, '../../../models', model, 'card.json'), 'utf8')));

describe('a teacher', () => {
  test('reads glyphs as the same labels', () => {
    expect(() => assertTeacher(cardOf('digits'), DIGITS)).not.toThrow();
    expect(() => assertTeacher(cardOf('digits'), ['0', '1'])).toThrow(ModelError);
  });
  test('is no network of lines', () => {
    expect(() => assertTeacher(cardOf('lines'), DIGITS)).toThrow(
      /^lines-\S+ is no teacher of single digits: it has other labels than 0, 1/,
    );
  });
});
