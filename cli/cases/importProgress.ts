import type { Bilingual, Locale } from '../../language/bilingual.ts';
import type { LineAnswer } from './sendLine.ts';

const SAY_EVERY = 100;
const SAY_EVERY_MS = 10_000;

export type ImportProgress = Readonly<{
  count: (kind: LineAnswer['kind']) => void;
  counts: () => Bilingual;
  /** Returns how many were refused. */
  end: () => number;
}>;

/** Said on stderr, so that what is written elsewhere stays clean: in one place of a terminal, else now and then. */
export function importProgress(total: number, dryRun: boolean, locale: Locale): ImportProgress {
  const counted = { registered: 0, known: 0, passed: 0, refused: 0 };
  let saidAt = Date.now();
  const { isTTY } = process.stderr;
  const counts = (): Bilingual => {
    const { registered, known, passed, refused } = counted;
    return dryRun
      ? {
          zh: `试运行:可登记 ${passed} 件,此前已登记 ${known} 件,将被拒 ${refused} 件;未登记任何一件`,
          en:
            `dry run: ${passed} could be registered, ${known} known already, ${refused} refused; ` +
            'nothing was registered',
        }
      : {
          zh: `登记 ${registered} 件,此前已登记 ${known} 件,被拒 ${refused} 件`,
          en: `${registered} registered, ${known} known already, ${refused} refused`,
        };
  };
  const say = (done: number): void => {
    saidAt = Date.now();
    const text = { zh: `${done} / ${total}:${counts().zh}`, en: `${done} of ${total}: ${counts().en}` }[locale];
    process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`);
  };
  return {
    count: (kind) => {
      counted[kind] += 1;
      const done = counted.registered + counted.known + counted.passed + counted.refused;
      if (isTTY || done % SAY_EVERY === 0 || Date.now() - saidAt > SAY_EVERY_MS) say(done);
    },
    counts,
    end: () => {
      if (isTTY) process.stderr.write('\r\u001b[K');
      return counted.refused;
    },
  };
}
