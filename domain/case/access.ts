import { phrase } from '../../language/phrase.ts';
import type { Actor, AccessData, CaseEvent, FieldValues } from './event.ts';
import { matches } from '../pack/condition.ts';
import { factsOf } from './facts.ts';
import { defined, own } from '../values/own.ts';
import type { EnginePack, FieldDef } from '../pack/pack.ts';
import { memoizedFor } from '../values/memoized.ts';
import { refusal, type Rejection } from './rejection.ts';
import { sameJson } from '../values/sameJson.ts';
import type { CaseState } from './state.ts';

/** Why somebody may not even know of the case; `undefined` when they may. */
export function barredFrom(access: AccessData | undefined, actor: Pick<Actor, 'id' | 'roles'>): Rejection | undefined {
  if (access?.recused?.includes(actor.id) === true) return refusal('recused', phrase('named-person-barred'));
  if (access?.roles === undefined || access.roles.some((role) => actor.roles.includes(role))) return undefined;
  return refusal('access-restricted', phrase('certain-roles-only'));
}

export function recusedIn(pack: EnginePack, fields: FieldValues): readonly string[] {
  return named(namingFields(pack).case, fields);
}

function named(names: readonly string[], fields: FieldValues): readonly string[] {
  return names.map((name) => own(fields, name)).filter((person) => typeof person === 'string');
}

/** In the case's own fields or in those of a recorded step. */
function recusedOf(pack: EnginePack, state: CaseState): readonly string[] {
  const { steps } = namingFields(pack);
  return [
    ...recusedIn(pack, state.fields),
    ...steps.flatMap(([step, names]) => named(names, own(state.steps, step)?.fields ?? {})),
  ];
}

const namingFields = memoizedFor((pack: EnginePack) => ({
  case: recusing(pack.fields),
  steps: Object.entries(pack.actions)
    .filter(([, { kind }]) => kind === 'step')
    .map(([id, { fields }]) => [id, recusing(fields ?? {})] as const)
    .filter(([, names]) => names.length > 0),
}));

function recusing(defs: Readonly<Record<string, FieldDef>>): readonly string[] {
  return Object.entries(defs).flatMap(([name, def]) => (def.recused === true ? [name] : []));
}

/** What the facts now ask for. No edit lets in anybody who was once kept out. */
export function accessChange(pack: EnginePack, state: CaseState): readonly CaseEvent[] {
  const facts = factsOf(pack, state);
  const row = pack.access?.find(({ when }) => matches(when, facts));
  const { roles, rule, recused: known = [] } = state.access ?? {};
  const added = recusedOf(pack, state).filter((person) => !known.includes(person));
  if (added.length === 0 && row?.rule === rule && sameJson(row?.roles, roles)) return [];
  const recused = [...new Set([...known, ...added])];
  const wanted = { roles: row?.roles, rule: row?.rule, recused: recused.length === 0 ? undefined : recused };
  return [{ type: 'AccessSet', data: defined(wanted) }];
}
