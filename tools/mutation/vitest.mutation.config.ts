import { defineConfig } from 'vitest/config';

/** The tests of the rules: no server, no database. The thousand lives a pack are left to `npm test`. */
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/packs/golden.test.ts'],
    exclude: ['test/domain/lives.test.ts'],
    setupFiles: ['fewerRuns.ts'],
    testTimeout: 60_000,
  },
});
