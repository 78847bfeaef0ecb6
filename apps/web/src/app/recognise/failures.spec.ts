import { failureName, refusedUnsent } from './failures';

describe('a refusal', () => {
  it('keeps the codes that have a sentence and gives the rest a general one', () => {
    expect(failureName('too_many_pixels')).toBe('too_many_pixels');
    expect(failureName('some_new_code')).toBe('other');
  });
});

describe('a chosen file', () => {
  it('is sent when it is an image, or when the system does not know its type', () => {
    expect(refusedUnsent({ size: 1, type: 'image/tiff' })).toBeNull();
    expect(refusedUnsent({ size: 1, type: '' })).toBeNull();
  });

  it('is not sent when it is empty, too large, or no image', () => {
    expect(refusedUnsent({ size: 0, type: 'image/png' })).toBe('empty');
    expect(refusedUnsent({ size: 10 * 1024 * 1024 + 1, type: 'image/png' })).toBe('too_large');
    expect(refusedUnsent({ size: 1, type: 'application/pdf' })).toBe('unsupported_type');
  });
});
