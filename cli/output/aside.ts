import type { Locale } from '../../language/locale.ts';
import type { Say } from '../../runtime/machine/say.ts';

/** Says what happens beside a command's own output, where it does not get into a pipe. */
export function aside(locale: Locale): Say {
  return (en, zh) => void process.stderr.write(`${locale === 'zh' ? zh : en}\n`);
}
