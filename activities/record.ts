import { ApplicationFailure } from '@temporalio/common';
import { FENCED, type PersonAnswer, type PersonAsk, type RecordActivities } from '../contracts/activities.ts';
import { recordAnswer } from '../contracts/recordAnswer.ts';
import type { Actor } from '../domain/case/event.ts';
import { logHeads } from '../store/log/logHeads.ts';
import { cancelledBy } from './cancelledBy.ts';
import type { Database } from '../store/database/database.ts';
import { isApprovedBy } from '../store/rules/packMigrations.ts';
import { actorFor } from '../store/people/people.ts';
import { FencedError, recordEvents, requireLogHead } from '../store/log/recordEvents.ts';
import { checkReferences } from '../store/readModel/checkReferences.ts';
import { releaseAmount, reserveAmount } from '../store/log/reservations.ts';

/** Database work that a case waits for. All of it may be asked for again at any time. */
export function recordActivities(db: Database): RecordActivities {
  const ends = logHeads();
  return {
    record: async (batch) => {
      const { no, base, events, after, writer, people = [] } = batch;
      try {
        if (events.length > 0) await recordEvents(db, no, base, events, ends, writer);
        if (after !== undefined) await requireLogHead(db, no, after, writer);
      } catch (error) {
        throw error instanceof FencedError ? ApplicationFailure.nonRetryable(error.message, FENCED) : error;
      }
      if (people.length === 0) return recordAnswer(batch);
      const found = await findPeople(db, people);
      return { ...(events.length === 0 ? {} : { recorded: recordAnswer(batch) }), people: found };
    },
    reserve: (ask) => reserveAmount(db, ask),
    release: ({ key }) => releaseAmount(db, key),
    cancelledBy,
  };
}

/** Each person once, however many wait for them; and whether what they name is there. */
async function findPeople(db: Database, asks: readonly PersonAsk[]): Promise<readonly PersonAnswer[]> {
  const found = new Map<string, Promise<Actor | undefined>>();
  const find = async ({ person, no }: PersonAsk): Promise<Actor | undefined> => {
    const name = `${person} ${no}`;
    const known = found.get(name) ?? actorFor(db, person, no);
    found.set(name, known);
    return known;
  };
  const answers: PersonAnswer[] = [];
  for (const ask of asks) {
    const { key, person, no, approved, references = [] } = ask;
    const is = approved === undefined || (await isApprovedBy(db, person, approved));
    const actor = is ? await find(ask) : undefined;
    const fault = actor === undefined ? undefined : await checkReferences(db, references, actor, no);
    answers.push({ key, actor: actor ?? null, ...(fault === undefined ? {} : { fault }) });
  }
  return answers;
}
