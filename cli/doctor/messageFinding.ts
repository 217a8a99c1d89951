import type { PlainCause } from '../../store/notifications/plainMessages.ts';
import { firstFew } from '../output/firstFew.ts';
import type { Finding } from './finding.ts';
import type { DoctorWords } from './doctorWords.ts';

/** Messages that went out in plain form of late: their pack has words that cannot be made. */
export function messageFinding(causes: readonly PlainCause[], w: DoctorWords): Finding {
  const count = causes.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return { part: 'messages', ok: true, detail: w.inOwnWords, count };
  const said = causes.map(
    ({ pack, message, because }) => `${[pack, message].filter((one) => one !== null).join(' ')}: ${because}`,
  );
  return {
    part: 'messages',
    ok: true,
    warn: true,
    detail: w.inPlainForm(count, firstFew(said)),
    count,
    mend: w.mendMessages,
  };
}
