import fc, { type Arbitrary } from 'fast-check';
import type { Attack } from './wire';

const BOUNDARY = 'x-numera-x';

/** File names as no honest browser sends them. */
export const FILE_NAMES = [
  ...[
    '../../../etc/passwd',
    '..\\..\\boot.ini',
    '/etc/passwd',
    'C:\\con',
    'a\0.png',
    'a%00.png',
    '.',
    '',
    ' ',
    'nul',
    'aux.png',
    '~root',
    '$(id).png',
    '`id`.png',
  ],
  ...[
    '\u202Egnp.exe',
    'ﷺ.png',
    '👩‍👩‍👧‍👦.png',
    'e\u0301.png',
    `${'n'.repeat(5000)}.png`,
    'a.png"; name="other',
    "a.png'; DROP TABLE images; --",
    '<img src=x onerror=alert(1)>.png',
    '__proto__',
  ],
];
const FIELD_NAMES = ['image', 'file', '__proto__', 'constructor', 'prototype', '', 'image[]', 'image\0', 'IMAGE', 'i'.repeat(500)];

const part = fc
  .record({
    name: fc.constantFrom(...FIELD_NAMES),
    filename: fc.option(fc.constantFrom(...FILE_NAMES)),
    type: fc.constantFrom('', 'image/png', 'image/svg+xml', 'text/html', 'multipart/mixed; boundary=y', 'a/b; c=d; e="'),
    extra: fc.constantFrom(
      '',
      'Content-Transfer-Encoding: base64\r\n',
      'Content-Transfer-Encoding: evil\r\n',
      'X: y\r\n'.repeat(50),
      'no colon\r\n',
      '\0: \0\r\n',
      `A: ${'b'.repeat(20_000)}\r\n`,
    ),
    content: fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constant(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
      fc.constant(Buffer.alloc(0)),
    ),
  })
  .map(({ name, filename, type, extra, content }) =>
    Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`),
      Buffer.from(filename === null ? '' : `; filename="${filename}"`),
      Buffer.from(`\r\n${type === '' ? '' : `Content-Type: ${type}\r\n`}${extra}\r\n`),
      content,
      Buffer.from('\r\n'),
    ]),
  );

const END = Buffer.from(`--${BOUNDARY}--\r\n`);

/** Multipart forms with too many parts, poisoned names, broken headers, cut off anywhere; none holds an image. */
export function hostileForms(paths: readonly string[]): Arbitrary<Attack> {
  const parts = fc.oneof(
    { weight: 9, arbitrary: fc.array(part, { maxLength: 4 }) },
    { weight: 1, arbitrary: part.map((one) => Array.from({ length: 60 }, () => one)) },
  );
  const cut = fc.option(fc.integer({ min: 0, max: 600 }));
  return fc.tuple(fc.constantFrom(...paths), parts, cut).map(([path, some, end]) => {
    const whole = Buffer.concat([...some, END]);
    return {
      method: 'POST',
      path,
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body: end === null ? whole : whole.subarray(0, end),
    };
  });
}

/** A form with one image under any file name. */
export function imageForm(path: string, image: Uint8Array, filename: string, field = 'image'): Attack {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${filename}"\r\nContent-Type: image/png\r\n\r\n`;
  return {
    method: 'POST',
    path,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([Buffer.from(head), image, Buffer.from('\r\n'), END]),
  };
}
