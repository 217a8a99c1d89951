import type { PlainCause } from '../store/plainMessages.ts';
import type { Finding } from './finding.ts';
import type { DoctorWords } from './doctorWords.ts';

/** Causes that are said; the count is of all. */
const SAID = 3;

/** Messages that went out in plain form of late: their pack has words that cannot be made. */
export function messageFinding(causes: readonly PlainCause[], w: DoctorWords): Finding {
  const count = causes.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return { part: 'messages', ok: true, detail: w.inOwnWords, count };
  const said = causes
    .slice(0, SAID)
    .map(({ pack, message, because }) => `${[pack, message].filter((one) => one !== null).join(' ')}: ${because}`);
  const more = causes.length > SAID ? ['…'] : [];
  return {
    part: 'messages',
    ok: true,
    warn: true,
    detail: w.inPlainForm(count, [...said, ...more].join('; ')),
    count,
    mend: w.mendMessages,
  };
}
