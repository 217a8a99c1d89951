import { engineNames } from '../../contracts/engineNames.ts';
import { caseFromLog } from '../../client/caseFromLog.ts';
import { CaseGateway } from '../../client/caseGateway.ts';
import { PackRegistry } from '../../client/packRegistry.ts';
import type { Environment } from '../../config/environment.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { CalendarChange } from '../../domain/decide/changeCalendar.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { besideServers } from '../../runtime/serversOnly.ts';
import { row, withDatabase, type Database } from '../../store/database/database.ts';
import { readStartableCase, type StartableCase } from '../../store/readModel/startableCase.ts';
import { calendarsOf } from '../installation/installedPacks.ts';
import type { Output } from '../output/output.ts';
import { sayOnStderr } from '../output/sayOnStderr.ts';

export type CalendarParts = Readonly<{
  db: Database;
  packs: PackRegistry;
  gateway: CaseGateway;
}>;

export type RuledCase = Readonly<{
  view: StartableCase & Readonly<{ state: CaseState; workflowStarted: boolean }>;
  engine: EnginePack;
}>;

export function withCalendarParts<T>(
  env: Environment,
  { locale }: Output,
  work: (parts: CalendarParts) => Promise<T>,
): Promise<T> {
  return besideServers(env, sayOnStderr(locale), ({ database, temporal }) =>
    withDatabase(database, { max: 4 }, async (db) => {
      const gateway = new CaseGateway({
        ...env.temporal,
        address: temporal,
        namespace: env.TEMPORAL_NAMESPACE,
        names: engineNames(env.REDRESS_TEMPORAL_NAME),
      });
      try {
        const packs = new PackRegistry(db, env.REDRESS_LOCALE, calendarsOf(env));
        await packs.refreshCalendars();
        return await work({ db, packs, gateway });
      } finally {
        await gateway.close();
      }
    }),
  );
}

/** Opens the parts for a command. */
export function onCases<Given extends readonly unknown[]>(
  command: (parts: CalendarParts, out: Output, ...given: Given) => Promise<number>,
): (env: Environment, out: Output, ...given: Given) => Promise<number> {
  return (env, out, ...given) => withCalendarParts(env, out, (parts) => command(parts, out, ...given));
}

/** `undefined` when there is none. */
export async function ruledCase({ db, packs }: CalendarParts, no: string): Promise<RuledCase | undefined> {
  const found = await readStartableCase(db, no);
  const state = (await row<{ state: CaseState }>(db, 'select state from cases where no = $1', [no]))?.state;
  if (found === undefined || state === undefined) return undefined;
  const pack = state.pack ?? found.pack;
  return { view: { ...found, pack, state }, engine: (await packs.byHash(pack.hash, found.intake.calendar)).engine };
}

const SAY_EVERY = 100;

/** Returns how many were told; ended ones are not. */
export async function tellCases(
  parts: CalendarParts,
  numbers: readonly string[],
  notice: CalendarChange,
  out: Output,
): Promise<number> {
  let told = 0;
  for (const [index, no] of numbers.entries()) {
    const found = await ruledCase(parts, no);
    const recorded = (): ReturnType<typeof caseFromLog> => caseFromLog(parts.db, parts.packs, no);
    if (found !== undefined && (await parts.gateway.sendCalendarChange(found.view, found.engine, notice, recorded)))
      told += 1;
    const done = index + 1;
    if (done % SAY_EVERY === 0)
      out.say({ zh: `已通知 ${done} / ${numbers.length}`, en: `${done} of ${numbers.length} told` });
  }
  return told;
}
