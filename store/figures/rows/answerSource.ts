import { sql } from 'kysely';
import type { ANSWER_FACTS } from '../../../domain/figures/rowFacts.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
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
    from: () => itsCase.join(sql`register_answers r`),
    present: sql`r.pack_id = ${scope.pack.id} and r.asked_at < ${then}`,
    excluded: exceptDrills(theCase),
    moment: moments({ sent: sql`r.asked_at`, answered: sql`r.answered_at` }, itsCase.moment),
    unit: sql.ref(`${theCase}.unit`),
    distinct: itsCase.distinct,
    beside: { unanswered: () => sql`not ${answered}` },
  };
}
