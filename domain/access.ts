/** Who may see a case at all: people named in it never do; confidential ones only holders of certain roles. */

import type { Actor } from './actor.ts';
import { matches } from './condition.ts';
import type { AccessData, CaseEvent, FieldValues } from './event.ts';
import { factsOf } from './facts.ts';
import { own } from './own.ts';
import type { EnginePack } from './pack.ts';
import { keptFor } from './perState.ts';
import { reject } from './rejection.ts';
import type { Rejection } from './rejection.ts';
import { sameJson } from './sameJson.ts';
import type { CaseState } from './state.ts';

/** The reason why somebody may not even know of the case; `undefined` when they may. The engine itself may always. */
export function barredFrom(access: AccessData | undefined, actor: Pick<Actor, 'id' | 'roles'>): Rejection | undefined {
  if (access?.recused?.includes(actor.id) === true)
    return reject('recused', 'whoever is named in a complaint neither sees nor handles it').rejection;
  if (access?.roles === undefined || access.roles.some((role) => actor.roles.includes(role))) return undefined;
  return reject('access-restricted', 'only certain roles may see this case').rejection;
}

/** People whom the fields name and who are to be kept away. */
export function recusedIn(pack: EnginePack, fields: FieldValues): readonly string[] {
  return namingFields(pack)
    .map((name) => own(fields, name))
    .filter((person) => typeof person === 'string');
}

const namingFields = keptFor((pack: EnginePack): readonly string[] =>
  Object.entries(pack.fields).flatMap(([name, def]) => (def.recused === true ? [name] : [])),
);

/** The change of access that the facts ask for, if any. Nobody who was kept away once gets in by an edit. */
export function accessChange(pack: EnginePack, state: CaseState): readonly CaseEvent[] {
  const facts = factsOf(pack, state);
  const row = pack.access?.find((one) => matches(one.when, facts));
  const known = state.access?.recused ?? [];
  const recused = [...known, ...recusedIn(pack, state.fields).filter((person) => !known.includes(person))];
  const wanted: AccessData = {
    ...(row === undefined ? {} : { roles: row.roles }),
    ...(row?.rule === undefined ? {} : { rule: row.rule }),
    ...(recused.length === 0 ? {} : { recused }),
  };
  return sameJson(wanted, state.access ?? {}) ? [] : [{ type: 'AccessSet', data: wanted }];
}
