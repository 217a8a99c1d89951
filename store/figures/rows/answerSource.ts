import { sql } from 'kysely';
import type { ANSWER_FACTS } from '../../../domain/figures/rowFacts.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import type { Sql } from './sqlText.ts';
import { boolean, json, number, text } from './value.ts';

/** Answers of complainants, and attempts to get one. */
export function answerSource(scope: Scope): Source {
  const then = at(scope.asOf);
  const itsCase = ofItsCase(scope, 'r');
  const theCase = itsCase.parts.ofCase();
  const answered = sql`coalesce(r.answered_at < ${then}, false)`;
  const satisfied = Object.entries(scope.book.surveys).map(
    ([name, { satisfiedFrom }]) => sql`when r.instrument = ${name}::text then r.score >= ${satisfiedFrom}::int`,
  );
  const known: Known<typeof ANSWER_FACTS> = {
    instrument: () => text(sql`r.instrument`),
    channel: () => text(sql`r.channel`),
    reached: () => boolean(sql`r.reached`),
    answered: () => boolean(answered),
    satisfied: () =>
      boolean(sql`(${answered} and case ${sql.join([...satisfied, sql`when false then false`], sql` `)} end)`),
    score: () => number(sql`case when ${answered} then r.score end`),
    agrees: () => boolean(sql`(${answered} and r.agrees)`),
    items: () => ({ kind: 'parts', missing: sql`false`, part: (name) => json(sql`(r.items -> ${name}::text)`) }),
    case: itsCase.condition,
  };
  return {
    ...itsCase.parts,
    facts: lookedUp(known),
    from: () => itsCase.join(sql`${allAnswers(scope)} r`),
    present: sql`r.pack_id = ${scope.pack.id} and r.asked_at < ${then}`,
    excluded: exceptDrills(theCase),
    moment: moments({ sent: sql`r.asked_at`, answered: sql`r.answered_at` }, itsCase.moment),
    unit: sql.ref(`${theCase}.unit`),
    distinct: itsCase.distinct,
    beside: { unanswered: () => sql`not ${answered}` },
  };
}

/** Those of the register, and of each survey that a step asks the last record of each case. */
function allAnswers({ book, pack, asOf }: Scope): Sql {
  const then = at(asOf);
  const bySteps = Object.entries(book.surveys).flatMap(([name, { step }]) =>
    step === undefined
      ? []
      : [
          sql`select * from (select distinct on (s.no) s.pack_id, s.no, ${name}::text, coalesce(s.occurred_at, s.at),
              null::text, (s.fields ->> 'reached')::boolean,
              case when s.fields ?| array['score', 'agrees'] then coalesce(s.occurred_at, s.at) end,
              (s.fields ->> 'score')::int, (s.fields ->> 'agrees')::boolean, '{}'::jsonb
            from fact_steps s where s.pack_id = ${pack.id}::text and s.step = ${step}::text and s.at < ${then}
            order by s.no, s.seq desc) one`,
        ],
  );
  const registered = sql`select pack_id, no, instrument, asked_at, channel, reached, answered_at, score, agrees, items
    from register_answers`;
  return sql`(${sql.join([registered, ...bySteps], sql` union all `)})`;
}
