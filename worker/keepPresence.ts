import { asError } from '../config/log.ts';
import type { Database } from '../store/database/database.ts';
import { databaseIsAway } from '../store/database/databaseAway.ts';
import { NOTED_EVERY_MS, notePresence } from '../store/facts/outages.ts';

/** Notes now and from time to time that a worker is there; the answer ends it. A database that is away is an outage. */
export function keepPresence(db: Database, onError: (error: unknown) => void): () => void {
  const note = (): void =>
    void notePresence(db).catch((error: unknown) => {
      if (!databaseIsAway(error)) onError(asError(error));
    });
  note();
  const timer = setInterval(note, NOTED_EVERY_MS);
  return () => clearInterval(timer);
}
