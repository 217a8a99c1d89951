// Mutation testing of the rules: `npm run mutation`, or `npm run mutation -- domain/decide/lapse.ts
// domain/clocks/clocks.ts` for a
// part of them.
export default {
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  coverageAnalysis: 'perTest',
  mutate: ['domain/**/*.ts'],
  // Every mutant runs in the tests of the rules only; a static one (outside any function) would run in all of them and
  // says little.
  ignoreStatic: true,
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false },
  tempDirName: '.stryker-tmp',
  thresholds: { high: 95, low: 90, break: 90 },
  timeoutMS: 20_000,
};
