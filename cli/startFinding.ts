import type { StartFault } from '../store/casesToStart.ts';
import type { Finding } from './finding.ts';
import type { DoctorWords } from './doctorWords.ts';

/** Faults that are said; the count is of all. */
const SAID = 3;

/** Cases whose workflow could not be started: nothing of them is lost, and no deadline of theirs runs. */
export function startFinding(faults: readonly StartFault[], w: DoctorWords): Finding {
  const count = faults.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return { part: 'cases', ok: true, detail: w.allStarted, count };
  const said = faults.slice(0, SAID).map((one) => one.fault);
  const more = faults.length > SAID ? ['…'] : [];
  return {
    part: 'cases',
    ok: false,
    detail: w.notStarted(count, [...said, ...more].join('; ')),
    count,
    mend: w.mendStarts,
  };
}
