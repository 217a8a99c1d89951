import { defineConfig } from 'vitest/config';
import WaitingFirst from './test/support/tools/waitingFirst.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/servers/globalSetup.ts'],
    reporters: ['default', './test/support/tools/closingLineReporter.ts'],
    // Threads that the API starts inherit it.
    execArgv: ['--import', new URL('./test/support/tools/readTypeScript.mjs', import.meta.url).href],
    // A file finds what those before it have loaded: reading the SDK and bundling workflows anew for each takes as long
    // as the tests do.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { sequencer: WaitingFirst },
    // Two cores carry a database, a Temporal server and the workers under test; many files mostly wait.
    maxWorkers: 3,
  },
});
