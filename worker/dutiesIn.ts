import type { DutyDependencies, KnownDuty } from '../activities/duties/dutyActivities.ts';
import { figureContext } from '../client/figureContext.ts';
import { PackRegistry } from '../client/packRegistry.ts';
import type { Environment } from '../config/environment.ts';
import { projectRoot } from '../config/projectRoot.ts';
import type { DutyAsk } from '../contracts/activities.ts';
import { CLOCK_ACTOR } from '../domain/case/event.ts';
import { own } from '../domain/values/own.ts';
import { installedCalendars, packFolders } from '../packs/calendar/loadCalendars.ts';
import { loadDuties } from '../packs/duty/loadDuties.ts';
import { booksIn } from '../packs/figure/booksIn.ts';
import { packsIn } from '../packs/load/loadPacks.ts';
import { resolveEngine } from '../packs/load/resolveEngine.ts';
import type { Database } from '../store/database/database.ts';
import { closePeriod } from '../store/figures/closePeriod.ts';
import { publishedYears } from '../store/rules/calendarYears.ts';
import type { ScheduledBook } from './dutySchedules.ts';

type Settings = Pick<Environment, 'REDRESS_PACKS' | 'REDRESS_LOCALE'>;

/** Read when it is asked for: a file may be new, and a faulty one must stop no deadline. */
export function dutyIn(db: Database, env: Settings): (ask: DutyAsk) => Promise<KnownDuty | undefined> {
  return async ({ pack, duty }) => {
    const { books, packs, calendars } = await installed(db, env);
    const def = own(books.find((book) => book.pack === pack)?.duties, duty);
    const authored = packs.find(({ id }) => id === pack);
    if (def === undefined || authored === undefined) return undefined;
    const engine = resolveEngine(authored, env.REDRESS_LOCALE, calendars);
    const frame = { zone: engine.timezone, window: engine.window, calendar: engine.calendar };
    return { def, frame, roles: engine.roles };
  };
}

export async function scheduledBooks(db: Database, env: Settings): Promise<readonly ScheduledBook[]> {
  const { books, packs } = await installed(db, env);
  return books.map((book) => ({
    ...book,
    zone: packs.find(({ id }) => id === book.pack)?.timezone ?? 'UTC',
  }));
}

/** By Redress itself, as the duty of the pack says. */
export function closePeriodIn(db: Database, env: Settings): DutyDependencies['closePeriod'] {
  return async (pack, days) => {
    const { packs, calendars, folders } = await installed(db, env);
    const registry = new PackRegistry(db, env.REDRESS_LOCALE, calendars);
    for (const one of packs) await registry.put(one);
    for (const book of booksIn(folders, packs, () => {})) await registry.putBook(book);
    const context = figureContext(db, registry, pack);
    return (await closePeriod({ ...context, db }, { days }, CLOCK_ACTOR.id)) !== undefined;
  };
}

async function installed(db: Database, { REDRESS_PACKS }: Settings) {
  const folders = packFolders(projectRoot(), REDRESS_PACKS);
  const calendars = installedCalendars(folders, await publishedYears(db));
  const packs = packsIn(folders, calendars);
  return { books: loadDuties(folders, packs), packs, calendars, folders };
}
