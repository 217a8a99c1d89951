/** `redress simulate <pack> --recorded`: the recorded cases of a period lived again, for people or as JSON. */

import { say } from '../../language/phrase.ts';
import { PackLabels } from '../../api/present/packLabels.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import { presentWhatIf } from '../../api/whatif/presentWhatIf.ts';
import { draftOf, whatIfRecorded } from '../../api/whatif/whatIfPeriod.ts';
import { whatIfPeriodOf } from '../../api/whatif/whatIfPeriodOf.ts';
import type { Environment } from '../../config/environment.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import type { Locale } from '../../language/locale.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { openDatabase } from '../../store/database/database.ts';
import { CommandError, databaseUrl } from '../installation/installation.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { packArgument } from '../packs/packArgument.ts';
import { whatIfText } from './whatIfText.ts';

export interface WhatIfPeriodOptions {
  readonly locale: Locale;
  readonly json?: boolean;
  /** Days of registration (ISO dates, both inclusive, in the pack's zone) or instants. */
  readonly from: string;
  readonly to: string;
  /** Pack whose cases are read; the named one's own id by default. */
  readonly pack?: string;
  readonly drills?: boolean;
  /** Each case under the versions that it went by, whatever the named pack says. */
  readonly inForce?: boolean;
}

/** Prints what would have been different. Exit code 0; throws `CommandError` when the pack or the period is wrong. */
export async function whatIfPeriod(
  env: Environment,
  packName: string,
  { locale, json, from, to, pack, drills = false, inForce }: WhatIfPeriodOptions,
  out: (line: string) => void,
): Promise<number> {
  const authored = await packArgument(env, packName);
  const period = whatIfPeriodOf(from, to, authored.timezone);
  if (!period.ok) throw wrongPeriod(period.rejection);
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    const packs = new PackRegistry(db, locale, calendarsOf(env));
    await packs.refreshCalendars();
    const engine = resolveEngine(authored, locale, packs.calendars);
    const draft = inForce === true ? undefined : draftOf({ authored, engine });
    const query = { ...period.value, pack: pack ?? authored.id, drills };
    const cases = await whatIfRecorded({ db, packs }, query, draft, Date.now());
    if (json === true) out(JSON.stringify(presentWhatIf(cases), undefined, 2));
    else for (const line of whatIfText(cases, authored.timezone, new PackLabels(authored, locale))) out(line);
    return 0;
  } finally {
    await db.end();
  }
}

function wrongPeriod(rejection: Rejection): CommandError {
  const option = `--${(rejection.pointer ?? '/from').slice(1)}`;
  return new CommandError({ zh: `${option} ${say(rejection, 'zh')}`, en: `${option} ${say(rejection, 'en')}` });
}
