import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from '../../store/database/database.ts';
import { EVENTS_CHANNEL } from '../../store/log/eventLog.ts';
import {
  changesAfter,
  changesHeldBack,
  latestPlace,
  type Change,
  type ChangePlace,
} from '../../store/readModel/changes.ts';

const BATCH = 500;
const RECHECK_MS = 200;
const RECONNECT_MS = 1_000;

/** Readers share one listening connection. */
export class ChangeFeed {
  readonly #db: Database;
  readonly #url: string;
  readonly #log = new EventEmitter().setMaxListeners(0);
  #listener: Client | undefined;
  #listening: Promise<void> | undefined;
  #stopped = false;

  constructor(db: Database, url: string) {
    this.#db = db;
    this.#url = url;
  }

  now(): Promise<ChangePlace> {
    return latestPlace(this.#db);
  }

  /** Changes after `place` until `signal`, each exactly once. */
  async *follow(place: ChangePlace, signal: AbortSignal): AsyncGenerator<Change> {
    await this.#listen();
    let at = place;
    while (!signal.aborted) {
      const woken = once(this.#log, 'grown', { signal }).catch(() => {});
      // Asked first: what is held back may be free a moment later, and nobody says so.
      const heldBack = await changesHeldBack(this.#db);
      const found = await changesAfter(this.#db, at, BATCH);
      for (const change of found) {
        at = [change.xid, change.gid];
        yield change;
      }
      if (found.length === BATCH) continue;
      // No notice comes for what an older transaction holds back.
      await (heldBack ? Promise.race([woken, pause(RECHECK_MS)]) : woken);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeAll();
    await this.#listener?.end().catch(() => {});
  }

  #wakeAll(): void {
    this.#log.emit('grown');
  }

  /** Notices before it are lost. */
  async #listen(): Promise<void> {
    if (this.#stopped) return;
    this.#listening ??= this.#connect().catch((error: unknown) => {
      this.#forget();
      throw error;
    });
    await this.#listening;
  }

  async #connect(): Promise<void> {
    const client = new Client({ connectionString: this.#url, application_name: 'redress-changes' });
    this.#listener = client;
    client.on('notification', () => this.#wakeAll());
    for (const end of ['error', 'end'] as const) client.on(end, () => this.#lost(client));
    await client.connect();
    await client.query(`listen ${EVENTS_CHANNEL}`);
  }

  #forget(): void {
    this.#listener = undefined;
    this.#listening = undefined;
  }

  #lost(client: Client): void {
    if (this.#listener !== client || this.#stopped) return;
    this.#forget();
    const again = (): unknown =>
      setTimeout(
        () =>
          void this.#listen().then(
            () => this.#wakeAll(),
            () => again(),
          ),
        RECONNECT_MS,
      );
    again();
  }
}
