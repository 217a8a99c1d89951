import { sql } from 'kysely';
import type { STEP_FACTS } from '../../../domain/figures/rowFacts.ts';
import type { FieldDef } from '../../../domain/pack/pack.ts';
import { own } from '../../../domain/values/own.ts';
import { fieldValue } from './caseFacts.ts';
import { exceptDrills, lookedUp, moments, type Known } from './lookedUp.ts';
import { ofItsCase } from './ofItsCase.ts';
import { at, type Scope } from './scope.ts';
import type { Source } from './source.ts';
import { boolean, number, text } from './value.ts';

/** Every record of a step. */
export function stepSource(scope: Scope): Source {
  const itsCase = ofItsCase(scope, 's');
  const known: Known<typeof STEP_FACTS> = {
    step: () => text(sql`s.step`),
    actor: () => text(sql`s.actor`),
    actorUnit: () => text(sql`s.actor_unit`),
    cycle: () => number(sql`s.cycle`),
    approved: () => boolean(sql`s.request is not null`),
    case: itsCase.condition,
  };
  const fields = stepFields(scope);
  return {
    ...itsCase.parts,
    facts: (name) => {
      const field = own(fields, name);
      return lookedUp(known)(name) ?? (field && fieldValue(sql`s.fields`, name, field));
    },
    rows: [sql`select * from fact_steps`],
    present: sql`s.pack_id = ${scope.pack.id} and s.at < ${at(scope.asOf)}`,
    excluded: exceptDrills('s'),
    moment: moments({ recorded: sql`s.at` }, itsCase.moment),
    unit: sql`s.actor_unit`,
    distinct: (what) => (what === 'actor' ? sql`s.actor` : itsCase.distinct(what)),
    beside: {},
  };
}

function stepFields({ pack }: Scope): Readonly<Record<string, FieldDef>> {
  const all = Object.values(pack.actions).flatMap(({ kind, fields }) =>
    kind === 'step' ? Object.entries(fields ?? {}) : [],
  );
  return Object.fromEntries(all);
}
