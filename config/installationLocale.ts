import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../language/bilingual.ts';

const fileOf = (folder: string): string => join(folder, 'locale');

const isLocale = (text: string | undefined): text is Locale => text === 'zh' || text === 'en';

/**
 * Language of an installation: `REDRESS_LOCALE`; else, of one with servers of its own, that of the last start on its
 * data folder, and before the first start that of the environment. `tools/bootstrap.mjs` decides the same.
 */
export function installationLocale(env: NodeJS.ProcessEnv, folder: string): Locale {
  const { REDRESS_LOCALE: given, DATABASE_URL: database = '', LC_ALL, LC_MESSAGES, LANG } = env;
  if (isLocale(given)) return given;
  const kept = existsSync(fileOf(folder)) ? readFileSync(fileOf(folder), 'utf8').trim() : undefined;
  if (isLocale(kept)) return kept;
  return database !== '' || /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/** Keeps the language of a start for the commands and starts to come. */
export function keepLocale(folder: string, locale: Locale): void {
  writeFileSync(fileOf(folder), `${locale}\n`);
}
