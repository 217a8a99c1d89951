import { join } from 'node:path';
import { installationLocale } from '../../config/installationLocale.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import type { Locale } from '../../language/bilingual.ts';

/** Language that `--locale` asks for, wherever it stands. */
const asked = /(?:^| )--locale[ =](zh|en)(?: |$)/.exec(process.argv.slice(2).join(' '))?.[1] as Locale | undefined;

/** Language of the installation; known before the settings are read, which may be wrong. */
export const installed = installationLocale(
  process.env,
  process.env['REDRESS_DATA'] || join(projectRoot(), '.redress'),
);

/** Language of what this command says, its help too. */
export const spoken: Locale = asked ?? installed;

/** Of two texts the one in that language. */
export function says(zh: string, en: string): string {
  return spoken === 'zh' ? zh : en;
}
