import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/servers/globalSetup.ts'],
    reporters: ['default', './test/support/tools/closingLineReporter.ts'],
    // Threads that the API starts inherit it.
    execArgv: ['--import', new URL('./test/support/tools/readTypeScript.mjs', import.meta.url).href],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores carry a database, a Temporal server and the workers under test.
    maxWorkers: 2,
  },
});
