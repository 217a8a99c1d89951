import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A mutant that a quick test finds meets no slow one: lives and random changes come last. */
class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slow = ({ moduleId }: TestSpecification): number =>
      Number(moduleId.endsWith('golden.test.ts')) * 2 + Number(readFileSync(moduleId, 'utf8').includes('fast-check'));
    return Promise.resolve(files.sort((a, b) => slow(a) - slow(b) || a.moduleId.localeCompare(b.moduleId)));
  }
}

/**
 * The tests of the rules: no server, no database. The many lives a pack, the test that runs what was built, and
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
    testTimeout: 600_000,
    // Each run of a test listens to its signal once more.
    execArgv: ['--disable-warning=MaxListenersExceededWarning'],
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    runner: './mutantRunner.mjs',
    sequence: { sequencer: QuickFirst },
  },
});
