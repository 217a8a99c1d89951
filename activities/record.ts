import type { RecordActivities } from '../contracts/activities.ts';
import { recordAnswer } from '../contracts/recordAnswer.ts';
import { caseEnds } from '../store/caseEnds.ts';
import type { Database } from '../store/database.ts';
import { actorFor } from '../store/people.ts';
import { recordEvents } from '../store/recordEvents.ts';
import { releaseAmount, reserveAmount } from '../store/reservations.ts';

/** Database work that a case waits for. All of it may be asked for again at any time. */
export function recordActivities(db: Database): RecordActivities {
  const ends = caseEnds();
  return {
    record: async ({ no, base, events, moments }) => {
      await recordEvents(db, no, base, events, ends);
      return recordAnswer({ events, ...(moments === undefined ? {} : { moments }) });
    },
    findActor: async ({ no, person }) => (await actorFor(db, person, no)) ?? null,
    reserve: (ask) => reserveAmount(db, ask),
    release: ({ key }) => releaseAmount(db, key),
  };
}
