import { defineConfig } from 'vitest/config';

/**
 * The tests of the rules: no server, no database. The thousand lives a pack, the test that runs what was built, and
 * those that read all sources, are left to `npm test`.
 */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/packs/coverage/golden.test.ts'],
    exclude: [
      'test/domain/decide/lives.test.ts',
      'test/domain/limits/hostZone.test.ts',
      'test/domain/time/oneWayToSayMoments.test.ts',
      'test/domain/values/ownNames.test.ts',
    ],
    setupFiles: ['fewerRuns.ts'],
    testTimeout: 60_000,
  },
});
