import type { EnginePack } from '../domain/pack.ts';
import { NO_CALENDARS } from '../packs/calendarLibrary.ts';
import type { CalendarLibrary } from '../packs/calendarLibrary.ts';
import type { AuthoredPack } from '../packs/packSchema.ts';
import { packHash } from '../packs/packHash.ts';
import { resolveEngine } from '../packs/resolveEngine.ts';
import type { Locale } from '../packs/resolveEngine.ts';
import type { Queryable } from '../store/database.ts';
import { findPackByHash, savePack } from '../store/packs.ts';

/** A pack ready for use: as written, and its engine part in the installation's language. */
export interface ShelvedPack {
  readonly authored: AuthoredPack;
  readonly engine: EnginePack;
}

/** Packs in force by id, and any version that a case was ever opened under by hash. */
export class PackShelf {
  readonly #locale: Locale;
  readonly #calendars: CalendarLibrary;
  readonly #db: Queryable;
  readonly #byId = new Map<string, ShelvedPack>();
  readonly #byHash = new Map<string, ShelvedPack>();

  /** Calendars that packs and their limits are checked and counted with. */
  get calendars(): CalendarLibrary {
    return this.#calendars;
  }

  constructor(db: Queryable, locale: Locale, calendars: CalendarLibrary = NO_CALENDARS) {
    this.#db = db;
    this.#locale = locale;
    this.#calendars = calendars;
  }

  /** Puts a pack in force and keeps this version for good; throws when its version exists with other content. */
  async put(authored: AuthoredPack): Promise<void> {
    const hash = packHash(authored);
    await savePack(this.#db, { id: authored.id, version: authored.version, hash, body: authored });
    const shelved = { authored, engine: resolveEngine(authored, this.#locale, this.#calendars) };
    this.#byId.set(authored.id, shelved);
    this.#byHash.set(hash, shelved);
  }

  inForce(): readonly ShelvedPack[] {
    return [...this.#byId.values()];
  }

  find(id: string): ShelvedPack | undefined {
    return this.#byId.get(id);
  }

  /** The version with this hash; every case's pack is in the database. */
  async byHash(hash: string): Promise<ShelvedPack> {
    const known = this.#byHash.get(hash);
    if (known !== undefined) return known;
    const stored = await findPackByHash(this.#db, hash);
    if (stored === undefined) throw new Error(`the pack ${hash} is not in the database`);
    const authored = stored.body as AuthoredPack;
    const shelved = { authored, engine: resolveEngine(authored, this.#locale, this.#calendars) };
    this.#byHash.set(hash, shelved);
    return shelved;
  }
}
