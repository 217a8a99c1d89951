import { sql } from 'kysely';
import type { LINK_FACTS } from '../../../domain/figures/rowFacts.ts';
import { caseFacts } from './caseFacts.ts';
import { caseRows } from './caseRows.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { boolean, conditionSql, text, texts } from './value.ts';

/** Links between cases. */
export function linkSource(scope: Scope): Source {
  const itsCase = ofItsCase(scope, 'l');
  let needsOther = false;
  const known: Known<typeof LINK_FACTS> = {
    kind: () => text(sql`l.kind`),
    byPerson: () => boolean(sql`l.actor is not null`),
    afterMissed: () =>
      texts(sql`array(select k.clock from clocks k where k.no = l.other
        and k.missed_at < ${sql.ref(`${itsCase.parts.ofCase()}.registered_at`)})`),
    other: () => {
      needsOther = true;
      return { kind: 'condition', holds: (condition) => conditionSql(condition, caseFacts('o', scope, at(scope.to))) };
    },
    case: itsCase.condition,
  };
  return {
    ...itsCase.parts,
    facts: lookedUp(known),
    rows: [sql`select * from fact_links`],
    join: () => {
      const other = needsOther ? sql`join ${caseRows('o', undefined, scope.to)} on o.no = l.other` : sql``;
      return sql`${itsCase.parts.join()} ${other}`;
    },
    present: sql`l.pack_id = ${scope.pack.id} and l.at < ${at(scope.asOf)}`,
    excluded: exceptDrills('l'),
    moment: moments({ recorded: sql`l.at` }, itsCase.moment),
    get unit() {
      return sql.ref(`${itsCase.parts.ofCase()}.unit`);
    },
    distinct: itsCase.distinct,
    beside: {},
  };
}
