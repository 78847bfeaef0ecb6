/** Who may import whom: for every folder the packages of ours that its source may name. docs/architecture.md says why. */
export const ARROWS = {
  'libs/contracts': [],
  'libs/config': [],
  'libs/embedded': [],
  'libs/imaging': [],
  'libs/vision': [],
  'libs/telemetry': ['config'],
  'libs/storage': ['config'],
  'libs/queue': ['contracts', 'config', 'telemetry'],
  'libs/recognition': ['contracts', 'vision'],
  'libs/learning': ['contracts', 'vision', 'recognition'],
  'libs/testing': ['config', 'contracts', 'embedded', 'prisma', 'queue', 'storage', 'telemetry'],
  prisma: ['config', 'queue'],
  'apps/gateway': ['config', 'contracts', 'imaging', 'prisma', 'queue', 'storage', 'telemetry'],
  'apps/inference-worker': ['config', 'contracts', 'imaging', 'queue', 'recognition', 'storage', 'telemetry', 'vision'],
  'apps/trainer': ['config', 'contracts', 'learning', 'queue', 'storage', 'telemetry'],
  'apps/cli': ['config', 'contracts', 'imaging', 'learning', 'recognition', 'vision'],
  'apps/standalone': ['config', 'embedded', 'prisma', 'telemetry'],
  'apps/web': ['contracts', 'vision'],
};

/** Libraries that only the named folders may know, so that replacing one touches one place. */
const OWNERS = [
  { regex: '^bullmq(/|$)', folders: ['libs/queue'], message: 'The queue is known by libs/queue alone.' },
  {
    regex: '^ioredis(/|$)',
    folders: ['libs/queue', 'apps/gateway'],
    message: 'Redis is known by the queue and by the limits of the gateway.',
  },
  { regex: '^sharp(/|$)', folders: ['libs/imaging'], message: 'Pixels are decoded by libs/imaging alone.' },
  { regex: '^@prisma/', folders: ['prisma'], message: 'Prisma is known by the package @numera/prisma alone.' },
  {
    regex: '^onnxruntime-',
    folders: ['libs/recognition'],
    message: 'ONNX Runtime is loaded by libs/recognition alone, which turns its telemetry off.',
  },
  { regex: '^@tensorflow/', folders: ['libs/learning'], message: 'TensorFlow.js is the second engine of libs/learning.' },
];

/** Tests may also use what makes them real: a database, a queue, fixtures. */
const FOR_TESTS = ['config', 'contracts', 'embedded', 'prisma', 'queue', 'storage', 'telemetry', 'testing'];
const SPECS = ['**/*.spec.ts', '**/*.int-spec.ts'];

/** ESLint configurations that refuse every import which ARROWS and OWNERS do not allow. */
export function importRules() {
  return Object.entries(ARROWS).flatMap(([folder, allowed]) => [
    { files: [`${folder}/**/*.ts`], ignores: SPECS, rules: restrict(folder, allowed) },
    { files: SPECS.map((pattern) => `${folder}/${pattern}`), rules: restrict(folder, [...allowed, ...FOR_TESTS, packageName(folder)]) },
  ]);
}

const packageName = (folder) => folder.slice(folder.indexOf('/') + 1);

function restrict(folder, allowed) {
  const isDenied = `^@numera/(?!(${allowed.join('|') || '-'})$)`;
  const patterns = [
    { regex: isDenied, message: `${folder} may import only: ${allowed.join(', ') || 'nothing of ours'}.` },
    { regex: '^(\\.\\./)+([a-z-]+/)+(src|dist)(/|$)', message: 'Another package is imported by its name.' },
    ...OWNERS.filter(({ folders }) => !folders.includes(folder)).map(({ regex, message }) => ({ regex, message })),
  ];
  return { 'no-restricted-imports': ['error', { patterns }] };
}
