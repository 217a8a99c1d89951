import type { StartFault } from '../../store/readModel/casesToStart.ts';
import { firstFew } from '../output/firstFew.ts';
import type { Finding } from './finding.ts';
import type { DoctorWords } from './doctorWords.ts';

/** Cases whose workflow could not be started: nothing of them is lost, and no deadline of theirs runs. */
export function startFinding(faults: readonly StartFault[], w: DoctorWords): Finding {
  const count = faults.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return { part: 'cases', ok: true, detail: w.allStarted, count };
  return {
    part: 'cases',
    ok: false,
    detail: w.notStarted(count, firstFew(faults.map((one) => one.fault))),
    count,
    mend: w.mendStarts,
  };
}
