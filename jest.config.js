// One run, three kinds by file name: *.spec.ts (no I/O), *.int-spec.ts (real PostgreSQL and queue), e2e/ (built processes, browser).
const { availableParallelism } = require('node:os');

const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: 'commonjs' },
  },
];
const common = {
  testEnvironment: '<rootDir>/tools/test-environment.cjs',
  // A global is slow to look up in a test's own context; loops over pixels look these up millions of times.
  sandboxInjectedGlobals: ['Math', 'Uint8Array', 'Float32Array'],
  transform: { '^.+\\.(ts|mjs)$': swc },
  moduleNameMapper: {
    '^@numera/prisma$': '<rootDir>/prisma/src/index.ts',
    '^@numera/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/data', '<rootDir>/.cache', '<rootDir>/runs'],
};
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/!(web)/src/**/*.spec.ts', '<rootDir>/prisma/src/**/*.spec.ts', '<rootDir>/tools/**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'integration',
      testMatch: ['<rootDir>/{libs,apps}/!(web)/src/**/*.int-spec.ts', '<rootDir>/prisma/src/**/*.int-spec.ts'],
    },
    { ...common, displayName: 'web', testMatch: ['<rootDir>/apps/web/src/**/*.spec.ts'] },
    {
      ...common,
      displayName: 'e2e',
      testMatch: ['<rootDir>/e2e/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/e2e/setup.ts',
      globalTeardown: '<rootDir>/e2e/teardown.ts',
    },
  ],
  // Several times what any test needs: other work on the machine slows all of them.
  testTimeout: 120_000,
  // On two cores Jest would run one file at a time; most of a browser test is waiting.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
