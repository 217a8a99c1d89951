import { sql } from 'kysely';
import type { ANSWER_FACTS } from '../../../domain/figures/rowFacts.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { allOf, TRUE, type Sql } from './sqlText.ts';
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
    items: () => ({ kind: 'parts', missing: sql`false`, part: (name) => json(sql`r.items`, name) }),
    case: itsCase.condition,
  };
  return {
    ...itsCase.parts,
    facts: lookedUp(known),
    rows: [lastAnswers(scope)],
    present: TRUE,
    excluded: exceptDrills(theCase),
    moment: moments({ sent: sql`r.asked_at`, answered: sql`r.answered_at` }, itsCase.moment),
    unit: sql.ref(`${theCase}.unit`),
    distinct: itsCase.distinct,
    beside: { unanswered: () => sql`not ${answered}` },
  };
}

/**
 * One a case and survey: of several attempts the last that was answered, else the last. Where the book names a step,
 * its records are the answers, else the register has them.
 */
function lastAnswers({ book, pack, asOf }: Scope): Sql {
  const then = at(asOf);
  const ofSteps = Object.entries(book.surveys).flatMap(([instrument, { step }]) =>
    step === undefined ? [] : [recordsOf(instrument, step, pack.id)],
  );
  const ofRegister = sql`select no, instrument, asked_at, channel, reached, answered_at, score, items, agrees, id as key
    from register_answers where pack_id = ${pack.id}`;
  return sql`select distinct on (no, instrument) * from ${allOf('attempt', [ofRegister, ...ofSteps])}
    where asked_at < ${then}
    order by no, instrument, coalesce(answered_at < ${then}, false) desc, asked_at desc, key desc`;
}

function recordsOf(instrument: string, step: string, packId: string): Sql {
  const when = sql`coalesce(occurred_at, at)`;
  const score = sql`(case when jsonb_typeof(fields -> 'score') = 'number' then (fields ->> 'score')::int end)`;
  return sql`select no, ${instrument}::text, ${when}, null, coalesce(fields -> 'reached' = 'true'::jsonb, false),
    case when fields ?| array['score', 'agrees'] then ${when} end, ${score}, fields, fields -> 'agrees' = 'true'::jsonb,
    lpad(seq::text, 9, '0') from fact_steps where pack_id = ${packId} and step = ${step}::text`;
}
