import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with what failed, and one plain line: `N passed, N failed` (and how many were skipped, if any). */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly { message: string }[]): void {
    let [passed, skipped] = [0, 0];
    const failures = unhandledErrors.map(({ message }) => `FAILED outside of a test: ${firstLine(message)}`);
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      skipped += tests.filter((test) => test.result().state === 'skipped').length;
      const broken = tests.filter((test) => test.result().state === 'failed');
      for (const test of broken)
        failures.push(
          `FAILED ${module.relativeModuleId}: ${test.fullName}: ${firstLine(test.result().errors?.[0]?.message)}`,
        );
      // A file that does not even load has no tests to fail.
      if (broken.length === 0 && module.state() === 'failed')
        failures.push(`FAILED ${module.relativeModuleId}: ${firstLine(module.errors()[0]?.message)}`);
    }
    const others = skipped === 0 ? '' : `, ${skipped} skipped`;
    process.on('exit', () =>
      process.stdout.write([...failures, `${passed} passed, ${failures.length} failed${others}`, ''].join('\n')),
    );
  }
}

function firstLine(message = 'no message'): string {
  return (message.split('\n', 1)[0] ?? '').slice(0, 300);
}
