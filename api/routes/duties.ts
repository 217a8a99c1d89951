import { dutiesSchema, dutyQuerySchema, handInAnswerSchema, handInSchema } from '../../contracts/http/httpDuties.ts';
import type { DutyDef } from '../../domain/duties/duty.ts';
import { own } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { handIn } from '../../store/duties/handIn.ts';
import { listDutyDays } from '../../store/duties/listDutyDays.ts';
import { requireFit } from '../duties/handedIn.ts';
import { answerOnce } from '../http/answerOnce.ts';
import { get, post } from '../http/route.ts';
import { otherCursor } from '../input/listCursor.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';

export const listDuties = get('/v1/duties', {
  summary: 'What units owe on which days, and what they have handed in',
  tag: 'duties',
  query: dutyQuerySchema,
  answers: { 200: { description: 'One page, the latest day first', schema: dutiesSchema } },
  handle: async ({ deps, locale, query: { limit, cursor, ...filter } }) => {
    const found = await listDutyDays(deps.db, filter, { limit: limit + 1, after: placeOf(cursor) });
    const items = found.slice(0, limit).map(({ place: _place, ...one }) => {
      const def = dutyOf(deps, one.pack, one.duty);
      return { ...one, title: def?.title[locale] ?? one.duty, rule: def?.rule ?? null };
    });
    const last = found.length > limit ? found[limit - 1]?.place : undefined;
    return { body: { items, nextCursor: last === undefined ? null : Buffer.from(last).toString('base64url') } };
  },
});

export const handInDuty = post('/v1/duties/:pack/:duty', {
  summary: 'Hand in what a unit owes for a day; again to correct it',
  tag: 'duties',
  body: handInSchema,
  problems: [403, 404],
  answers: { 200: { description: 'Kept', schema: handInAnswerSchema } },
  handle: (input) =>
    answerOnce(input, async () => {
      const { deps, params, body, actor } = input;
      const { pack, duty } = params;
      const def = dutyOf(deps, pack, duty);
      if (def?.does !== 'return') {
        const known = returnsOf(deps, pack).join(', ') || '-';
        throw new Problem(404, 'duty-unknown', phrase('no-such-duty', { pack, duty, known }));
      }
      requireFit(def, actor, body);
      const { unit, day } = body;
      const answer = await handIn(deps.db, actor, { pack, duty, ...body });
      if (answer.kind === 'out-of-reach')
        throw new Problem(403, 'actor-outside-unit', { ...phrase('duty-other-unit', { unit }), pointer: '/unit' });
      if (answer.kind !== 'kept')
        throw new Problem(404, 'duty-unknown', { ...phrase('duty-not-owed', { unit, day }), pointer: '/day' });
      return { version: answer.version, late: answer.late };
    }),
});

function dutyOf({ duties }: ApiDependencies, pack: string, duty: string): DutyDef | undefined {
  return own(duties.find((book) => book.pack === pack)?.duties, duty);
}

function returnsOf({ duties }: ApiDependencies, pack: string): readonly string[] {
  const all = Object.entries(duties.find((book) => book.pack === pack)?.duties ?? {});
  return all.filter(([, def]) => def.does === 'return').map(([id]) => id);
}

const PLACE = /^\d{1,8}(?:\/[\w-]{1,60}){3}$/;

function placeOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const place = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!PLACE.test(place)) throw otherCursor();
  return place;
}
