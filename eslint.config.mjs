import js from '@eslint/js';
import angular from 'angular-eslint';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { importRules } from './tools/lint/arrows.mjs';

const nodeGlobals = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis)
    .concat('require', 'module', 'exports', '__dirname', '__filename')
    .map((name) => [name, 'readonly']),
);
const typescript = ['**/*.ts'];
const servers = [
  'libs/*/src/**/*.ts',
  'apps/{cli,gateway,inference-worker,standalone,trainer}/src/**/*.ts',
  'prisma/src/**/*.ts',
  'e2e/**/*.ts',
];

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/generated/', '**/.angular/', 'data/', 'runs/', '.cache/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: nodeGlobals },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  {
    files: ['apps/web/public/**/*.js'],
    languageOptions: { sourceType: 'script', globals: { document: 'readonly', localStorage: 'readonly', matchMedia: 'readonly' } },
  },
  { files: typescript, extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
  {
    files: typescript,
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // Nest's modules and Angular's components are classes whose whole content is their decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // A test may say that something must not compile, and why.
    files: ['**/*.spec.ts', '**/*.int-spec.ts'],
    rules: { '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }] },
  },
  // The browser's console is the only log that a page which could not start has.
  { files: ['apps/web/src/main.ts'], rules: { 'no-console': ['error', { allow: ['error'] }] } },
  {
    // Loops over pixels and weights stay within their typed array by construction; a check per element would cost more than it finds.
    files: ['libs/{vision,imaging,recognition,learning}/**/*.ts', '**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/prefer-for-of': 'off' },
  },
  {
    // What only types can tell: a promise that nobody waits for. The browser's code has a compiler of its own.
    files: servers,
    languageOptions: { parserOptions: { project: ['tsconfig.spec.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: typescript,
    plugins: { 'import-x': importX },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ noWarnOnMultipleProjects: true, project: ['tsconfig.spec.json', 'apps/web/tsconfig.app.json'] }),
      ],
    },
    rules: { 'import-x/no-cycle': ['error', { ignoreExternal: true }], 'import-x/no-self-import': 'error' },
  },
  { files: ['apps/web/src/**/*.ts'], extends: [angular.configs.tsRecommended], processor: angular.processInlineTemplates },
  { files: ['apps/web/src/**/*.html'], extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility] },
  ...importRules(),
);
