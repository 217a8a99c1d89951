import type { Locale } from '../../language/bilingual.ts';
import type { Say } from '../../runtime/machine/say.ts';

/** Never into a pipe. */
export function sayOnStderr(locale: Locale): Say {
  return (en, zh) => void process.stderr.write(`${locale === 'zh' ? zh : en}\n`);
}
