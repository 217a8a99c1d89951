import type { Locale } from '../../language/bilingual.ts';

const EVERY_MS = 5_000;

/** Says on standard error how far a long command is, every few seconds: never into a pipe. */
export function progressOn(locale: Locale, all: number): (done: number) => void {
  let next = Date.now() + EVERY_MS;
  return (done) => {
    if (Date.now() < next || done >= all) return;
    next = Date.now() + EVERY_MS;
    process.stderr.write(locale === 'zh' ? `${done} / ${all} 件 ...\n` : `${done} of ${all} cases ...\n`);
  };
}
