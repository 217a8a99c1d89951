// Runs each test once as it is, and then once for every mutant that it reached and that no test has found yet. All
// mutants are in the code at once, each behind a switch, so nothing is loaded anew for any of them.
import { appendFileSync, readFileSync } from 'node:fs';
import { TestRunner } from 'vitest';

const NOTES = 'notes.jsonl';
const switches = (globalThis.__stryker__ ??= {});
const reached = new Set();
const found = new Set();
let spoiled = false;
for (const line of readFileSync(NOTES, 'utf8').split('\n').filter(Boolean)) {
  const { mutant, by } = JSON.parse(line);
  if (by !== undefined) found.add(mutant);
}

const note = (what) => appendFileSync(NOTES, `${JSON.stringify(what)}\n`);

/** Whether the test passes under the mutant, or as the code is. Far more turns than without it stand for a hang. */
async function passes(test, mutant, turns = 0) {
  Object.assign(switches, { activeMutant: mutant, hitCount: 0, hitLimit: turns * 100 + 1_000 });
  try {
    await test();
    return true;
  } catch {
    return false;
  } finally {
    switches.activeMutant = undefined;
  }
}

export default class MutantRunner extends TestRunner {
  async runTask(task) {
    if (spoiled) return;
    const test = TestRunner.getTestFn(task);
    switches.currentTestId = task.id;
    switches.hitCount = undefined;
    await test();
    for (const [mutant, turns] of Object.entries(switches.mutantCoverage?.perTest[task.id] ?? {})) {
      if (!reached.has(mutant)) note({ mutant });
      reached.add(mutant);
      if (found.has(mutant)) continue;
      note({ trying: mutant, by: task.name });
      if (await passes(test, mutant, turns)) continue;
      found.add(mutant);
      note({ mutant, by: task.name });
      // What a mutant left behind, such as in a cache, would be blamed on the next: all begins anew without it.
      spoiled = !(await passes(test));
      if (spoiled) return note({ spoiled: mutant });
    }
    delete switches.mutantCoverage?.perTest[task.id];
    switches.currentTestId = undefined;
    task.promises = undefined;
  }

  onAfterRunFiles() {
    note({ atLoad: Object.keys(switches.mutantCoverage?.static ?? {}) });
    return super.onAfterRunFiles();
  }
}
