import { PackLabels } from '../../api/present/packLabels.ts';
import { presentWhatIf } from '../../api/whatif/presentWhatIf.ts';
import { draftOf, whatIfRecorded } from '../../api/whatif/whatIfPeriod.ts';
import { whatIfPeriodOf } from '../../api/whatif/whatIfPeriodOf.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import type { Environment } from '../../config/environment.ts';
import { say } from '../../language/phrase.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { withDatabase } from '../../store/database/database.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import { databaseUrl } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';
import { packArgument } from '../packs/packArgument.ts';
import { whatIfText } from './whatIfText.ts';

export type WhatIfPeriodOptions = Readonly<{
  json?: boolean;
  /** Of registration: ISO dates, both inclusive, in the pack's zone, or instants. */
  from: string;
  to: string;
  /** Whose cases are read; default: the named one. */
  pack?: string;
  drills?: boolean;
  /** Each case under its own versions, not the named pack. */
  inForce?: boolean;
}>;

/** `redress simulate <pack> --recorded`. Exit code 0. */
export async function whatIfPeriod(
  env: Environment,
  out: Output,
  packName: string,
  { json, from, to, pack, drills = false, inForce }: WhatIfPeriodOptions,
): Promise<number> {
  const { locale } = out;
  const authored = await packArgument(env, packName);
  const period = whatIfPeriodOf(from, to, authored.timezone);
  if (!period.ok) {
    const { rejection } = period;
    const option = `--${(rejection.pointer ?? '/from').slice(1)}`;
    return fail({ zh: `${option} ${say(rejection, 'zh')}`, en: `${option} ${say(rejection, 'en')}` });
  }
  return withDatabase(databaseUrl(env), { max: 2 }, async (db) => {
    const packs = new PackRegistry(db, locale, calendarsOf(env));
    await packs.refreshCalendars();
    const engine = resolveEngine(authored, locale, packs.calendars);
    const draft = inForce === true ? undefined : draftOf({ authored, engine });
    const query = { ...period.value, pack: pack ?? authored.id, drills };
    const cases = await whatIfRecorded({ db, packs }, query, draft, Date.now());
    if (json === true) out.line(JSON.stringify(presentWhatIf(cases), undefined, 2));
    else for (const line of whatIfText(cases, authored.timezone, new PackLabels(authored, locale))) out.line(line);
    return 0;
  });
}
