import { trainingRunRequest } from '@numera/contracts';
import fc, { type Arbitrary } from 'fast-check';
import type { Attack } from './wire';

/** A place to aim at. */
export interface Route {
  readonly method: string;
  /** With `:name` for what varies. */
  readonly path: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Names that mean something to JavaScript, to a database, to a file system or to us. */
const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then', 'toJSON', 'length', '$where', '$ne', ''],
  ...[
    'image',
    'id',
    'email',
    'name',
    'username',
    'password',
    'token',
    'role',
    'scopes',
    'isAdministrator',
    'workspaceId',
    'userId',
    'locale',
  ],
  ...['recipe', 'seed', 'epochs', 'callbackURL', 'newPassword', 'expiresAt', 'trainingConsent'],
];

const TEXTS = [
  ...[
    '',
    '\0',
    'a\0b',
    '\ud800',
    '\u202Eevil',
    'ﷺ',
    '👩‍👩‍👧‍👦',
    '\r\nSet-Cookie: a=b',
    '../../../../etc/passwd',
    '..\\..\\windows\\win.ini',
    'file:///etc/passwd',
  ],
  ...[
    "' OR 1=1 --",
    "'; DROP TABLE users; --",
    '${7*7}',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '%00',
    '%s%n',
    'javascript:alert(1)',
    '//evil.example',
  ],
  ...[
    'data:image/png;base64,',
    'data:image/png;base64,AAAA',
    'data:text/html;base64,PHNjcmlwdD4=',
    'iVBORw0KGgo=',
    '====',
    'A'.repeat(5000),
    'é'.repeat(3000),
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    '01939000-0000-7000-8000-000000000001',
    'true',
    'null',
    'NaN',
    '-1',
    '1e309',
    '9007199254740993',
  ],
];

const nasty: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...TEXTS),
  fc.constantFrom<unknown>(null, true, 0, -1, -0, 1e308, 2 ** 53, 0.1, [], {}, [[]], [null]),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
);
const nastyObject: Arbitrary<unknown> = fc.dictionary(
  fc.oneof(fc.constantFrom(...NAMES), fc.string()),
  fc.oneof(nasty, fc.dictionary(fc.constantFrom(...NAMES), nasty)),
  {
    noNullPrototype: false,
  },
);

const deep = fc
  .tuple(
    fc.constantFrom(['[', ']'], ['{"image":', '}'], ['{"a":[', ']}'], ['{"recipe":', '}']),
    fc.constantFrom(100, 5000, 100_000),
    fc.boolean(),
  )
  .map(([[open = '', close = ''], depth, isClosed]) => open.repeat(depth) + (isClosed ? '1' + close.repeat(depth) : ''));

const broken = fc.constantFrom(
  ...[
    '',
    '{',
    '{"image":',
    '{"image":"a"',
    '{"image":"a",}',
    "{'image':'a'}",
    '{"image":"a"}{"image":"b"}',
    '\ufeff{"image":"a"}',
    '{"image":NaN}',
    '[1,]',
    '"',
    '//',
  ],
  ...[
    '{"image":"a","image":["b"]}',
    '{"__proto__":{"image":"iVBORw0KGgo="}}',
    '{"constructor":{"prototype":{"isAdministrator":true}}}',
    '{"image":"\\ud800"}',
    '\0',
    '1e999',
  ],
);

/** A JSON body that is broken, deep, poisoned or of the wrong shape. */
const jsonBody: Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: nastyObject.map((value) => Buffer.from(JSON.stringify(value))) },
  { weight: 2, arbitrary: fc.json().map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: broken.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: nasty.map((value) => Buffer.from(`\ufeff${JSON.stringify(value)}`, 'utf16le')) },
);

/** Without halves of characters, which no address can hold. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '');

const segment = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '..%2f',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '%00',
    'a%00.png',
    '%c0%ae%c0%ae',
    '%ff',
    '%zz',
    '%',
    '%25',
    '%5c..%5c',
    ';',
    '*',
    '__proto__',
  ),
  fc.constantFrom(
    'constructor',
    '.git',
    '.env',
    'a'.repeat(3000),
    '01939000-0000-7000-8000-000000000001',
    '-1',
    "'--",
    '%F0%9F%92%A9',
    '%E2%80%AE',
    '%0d%0aSet-Cookie:%20a=b',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map((text) => encodeURIComponent(wellFormed(text))),
);

const pair = fc.oneof(
  fc.constantFrom(
    '__proto__[image]=1',
    'constructor[prototype][a]=1',
    'wait=1&wait=2',
    'wait[]=1',
    'wait=-1',
    'wait=1e9',
    'wait=%zz',
    'token=%00',
    'cursor=%00',
    'limit=-1',
    'limit=1e9',
  ),
  fc.constantFrom(
    'pattern=' + '%23'.repeat(900),
    'pattern=((((a*)*)*)*)*b',
    'expectedLength=99999999999-1',
    'layout[$ne]=auto',
    '='.repeat(300),
    '&'.repeat(1000),
    'from=0000-00-00',
    'sort=;drop',
  ),
  fc
    .tuple(fc.constantFrom(...NAMES), fc.constantFrom(...TEXTS))
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(wellFormed(text)).slice(0, 3000)}`),
);

/** Values that a header may carry on its way through a client, and still be wrong. */
const headerText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    ',',
    ';',
    '*',
    '\t',
    '../../etc/passwd',
    "' OR 1=1 --",
    '__proto__',
    'null',
    '()',
    '%00',
    'a'.repeat(4000),
    '"',
    '\\',
    'ÿþ',
  ),
  fc.string({ maxLength: 30 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
);
const header = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      ...[
        'authorization',
        'cookie',
        'x-api-key',
        'x-prediction-token',
        'x-request-id',
        'x-forwarded-for',
        'x-forwarded-proto',
        'x-forwarded-host',
        'forwarded',
      ],
      ...[
        'accept',
        'accept-language',
        'origin',
        'referer',
        'sec-fetch-site',
        'range',
        'if-none-match',
        'content-encoding',
        'idempotency-key',
        'x-http-method-override',
      ],
    ),
    headerText,
  ),
  fc.tuple(
    fc.constant('content-type'),
    fc.constantFrom(
      ...[
        'text/plain',
        'image/svg+xml',
        'application/json; charset=utf-16',
        'application/json; charset=__proto__',
        'application/xml',
        'multipart/form-data',
      ],
      ...[
        'multipart/form-data; boundary=',
        `multipart/form-data; boundary=${'a'.repeat(5000)}`,
        'multipart/mixed; boundary=x',
        'application/x-www-form-urlencoded',
        '__proto__',
        '',
      ],
    ),
  ),
  fc.tuple(
    fc.constant('authorization'),
    headerText.map((text) => `Bearer ${text}`),
  ),
  fc.tuple(
    fc.constant('authorization'),
    fc.base64String({ maxLength: 60 }).map((text) => `Basic ${text}`),
  ),
);

/** Whether a request would be an honest one by chance: nearly everything in it may be left out. */
function startsTraining({ method, path, body }: Attack): boolean {
  if (method !== 'POST' || !path.startsWith('/api/v1/training-runs') || body === undefined) return false;
  try {
    return trainingRunRequest.safeParse(JSON.parse(Buffer.from(body).toString('utf8'))).success;
  } catch {
    return false;
  }
}

const filled = ({ path }: Route, segments: readonly string[]): string => {
  let next = 0;
  return path.replace(/:\w+/g, () => segments[next++ % segments.length] ?? 'x');
};

/** Requests to the given routes, wrong in the address, the query, the headers, the body, or all of them. */
export function attacksOn(routes: readonly Route[]): Arbitrary<Attack> {
  const route = fc.constantFrom(...routes);
  const segments = fc.array(segment, { minLength: 1, maxLength: 3 });
  const query = fc.array(pair, { maxLength: 3 }).map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`));
  const headers = fc.array(header, { maxLength: 3 }).map((entries) => Object.fromEntries(entries));
  const withBody = routes.filter(({ method }) => method !== 'GET');
  const attacks = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom(...withBody), segments, jsonBody)
        .map(([to, parts, body]) => ({ method: to.method, path: filled(to, parts), headers: JSON_TYPE, body })),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(route, segments, query).map(([to, parts, text]) => ({ method: to.method, path: filled(to, parts) + text })),
    },
    {
      weight: 3,
      arbitrary: fc.tuple(route, segments, headers, jsonBody).map(([to, parts, given, body]) => ({
        method: to.method,
        path: filled(to, parts),
        headers: given,
        // A body is what a GET must not have.
        ...(to.method !== 'GET' && { body }),
      })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'), route, segments)
        .map(([method, to, parts]) => ({
          method,
          path: `${filled(to, parts)}/${parts.join('/')}`,
        })),
    },
  );
  return attacks.filter((attack) => !startsTraining(attack));
}

/** Deep JSON is long, so there is less of it. */
export function deepAttacksOn(routes: readonly Route[]): Arbitrary<Attack> {
  const withBody = routes.filter(({ method }) => method !== 'GET');
  return fc.tuple(fc.constantFrom(...withBody), deep).map(([to, text]) => ({
    method: to.method,
    path: filled(to, ['01939000-0000-7000-8000-000000000001']),
    headers: JSON_TYPE,
    body: Buffer.from(text),
  }));
}
