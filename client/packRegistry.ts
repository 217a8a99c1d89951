import type { FigureBook } from '../domain/figures/figure.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import { trimCalendar, type CalendarDays } from '../domain/time/calendar.ts';
import { dateIn } from '../domain/time/zone.ts';
import type { Locale } from '../language/bilingual.ts';
import {
  calendarLibrary,
  NO_CALENDARS,
  withPublished,
  type CalendarLibrary,
} from '../packs/calendar/calendarLibrary.ts';
import type { CalendarYear } from '../packs/calendar/calendarSchema.ts';
import { packHash } from '../packs/load/packHash.ts';
import { NO_PACKS, type PackLibrary } from '../packs/load/packLibrary.ts';
import { resolveEngine } from '../packs/load/resolveEngine.ts';
import type { AuthoredPack } from '../packs/schema/packSchema.ts';
import type { Queryable } from '../store/database/database.ts';
import { calendarRevision, publishedYears } from '../store/rules/calendarYears.ts';
import { saveFigureBook } from '../store/rules/figureBooks.ts';
import { findPackByHash, savePack } from '../store/rules/packs.ts';

/** `engine` is in the installation's language. */
export type RegisteredPack = Readonly<{
  authored: AuthoredPack;
  engine: EnginePack;
}>;

/** Packs in force by id, and every version of an existing case by hash. */
export class PackRegistry {
  /** Holds the packs that others extend. */
  readonly library: PackLibrary;
  readonly #locale: Locale;
  readonly #shipped: CalendarLibrary;
  readonly #db: Queryable;
  readonly #byId = new Map<string, RegisteredPack>();
  readonly #byHash = new Map<string, RegisteredPack>();
  readonly #books = new Map<string, FigureBook>();
  #calendars: CalendarLibrary;
  #revision = 0;

  constructor(db: Queryable, locale: Locale, calendars = NO_CALENDARS, library = NO_PACKS) {
    this.library = library;
    this.#db = db;
    this.#locale = locale;
    this.#shipped = calendars;
    this.#calendars = calendars;
  }

  /** Shipped and published since. */
  get calendars(): CalendarLibrary {
    return this.#calendars;
  }

  get revision(): number {
    return this.#revision;
  }

  /** One small query when no year is new. */
  async refreshCalendars(): Promise<void> {
    const revision = await calendarRevision(this.#db);
    if (revision === this.#revision) return;
    const years = (await publishedYears(this.#db)).map((one) => one.body as CalendarYear);
    this.#calendars = withPublished(this.#shipped, calendarLibrary(years));
    this.#revision = revision;
    for (const [id, { authored }] of this.#byId) this.#byId.set(id, this.#registered(authored));
    this.#byHash.clear();
  }

  /** Puts a pack in force and stores it; throws when its version has other content. */
  async put(authored: AuthoredPack): Promise<void> {
    const { id, version } = authored;
    await savePack(this.#db, { id, version, hash: packHash(authored), body: authored });
    this.#byId.set(id, this.#registered(authored));
  }

  /** Puts the figures of a pack in force and stores them. */
  async putBook(book: FigureBook): Promise<void> {
    await saveFigureBook(this.#db, book);
    this.#books.set(book.pack, book);
  }

  /** The figures of a pack, where it has any. */
  book(pack: string): FigureBook | undefined {
    return this.#books.get(pack);
  }

  books(): readonly FigureBook[] {
    return [...this.#books.values()];
  }

  inForce(): readonly RegisteredPack[] {
    return [...this.#byId.values()];
  }

  find(id: string): RegisteredPack | undefined {
    return this.#byId.get(id);
  }

  /** `calendar`: the days that a case was opened with. */
  async byHash(hash: string, calendar?: CalendarDays): Promise<RegisteredPack> {
    const found = this.#byHash.get(hash) ?? (await this.#load(hash));
    // A case may move to a version without a calendar.
    return calendar === undefined || found.authored.calendar === undefined
      ? found
      : { ...found, engine: { ...found.engine, calendar } };
  }

  async #load(hash: string): Promise<RegisteredPack> {
    const stored = await findPackByHash(this.#db, hash);
    if (stored === undefined) throw new Error(`the pack ${hash} is not in the database`);
    const found = this.#registered(stored.body as AuthoredPack);
    this.#byHash.set(hash, found);
    return found;
  }

  /** Without calendars, cases bring their own. */
  #registered(authored: AuthoredPack): RegisteredPack {
    const calendars = this.#shipped === NO_CALENDARS ? undefined : this.#calendars;
    return { authored, engine: resolveEngine(authored, this.#locale, calendars) };
  }
}

/** With only the years that a case opened at `at` may need, where it is at `now`. */
export function engineAt(engine: EnginePack, at: number, now = at): EnginePack {
  if (engine.calendar === undefined) return engine;
  const yearOf = (instant: number): number => Number(dateIn(instant, engine.timezone).slice(0, 4));
  return { ...engine, calendar: trimCalendar(engine.calendar, yearOf(at) - 1, yearOf(now) + 2) };
}
