/** Closing a period: the class of every case of it is frozen, case by case, by an event of its own. */

import type { Actor } from '../../domain/case/actor.ts';
import { own } from '../../domain/values/own.ts';
import { instantOf } from '../../domain/time/zone.ts';
import { casesRegisteredUntil } from '../../store/whatif/casesRegisteredUntil.ts';
import { readCase } from '../../store/readModel/caseView.ts';
import { actorFor } from '../../store/people/people.ts';
import { proveUpdate } from './proveUpdate.ts';
import { recordedLife } from './recordedLife.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { engineUnavailable } from '../problems/engineUnavailable.ts';
import { commandIdOf } from './performAction.ts';

export interface FreezeAsk {
  /** Last day of the period, ISO date in each pack's own zone. */
  readonly until: string;
  readonly pack?: string;
  /** The last case of the portion before. */
  readonly after?: string;
  readonly limit: number;
}

export interface FreezeAnswer {
  /** Of the cases that the actor may know of; the others are frozen all the same and counted nowhere. */
  readonly frozen: number;
  /** How many were left as they are, by the rules' reason. */
  readonly left: Readonly<Record<string, number>>;
  /** Ask again with it as `after`; null at the end. */
  readonly next: string | null;
}

/** Freezes one portion of the cases. The same portion again changes nothing: a frozen class stays as it was. */
export async function freezePeriod(deps: ApiDependencies, actor: Actor, ask: FreezeAsk): Promise<FreezeAnswer> {
  const found = await casesRegisteredUntil(deps.db, {
    day: ask.until,
    limit: ask.limit,
    viewer: actor,
    ...pick(ask),
  });
  const left: Record<string, number> = {};
  let frozen = 0;
  for (const { no, known } of found) {
    const refusal = await freezeCase(deps, actor, no, ask.until);
    if (!known) continue;
    if (refusal === undefined) frozen += 1;
    else left[refusal] = (own(left, refusal) ?? 0) + 1;
  }
  const shown = found.filter((one) => one.known);
  return { frozen, left, next: shown.length === ask.limit ? (shown.at(-1)?.no ?? null) : null };
}

async function freezeCase(deps: ApiDependencies, actor: Actor, no: string, day: string): Promise<string | undefined> {
  const view = await readCase(deps.db, deps.keys, no);
  if (view === undefined) return 'complaint-unknown';
  const { engine } = await deps.packs.byHash(view.pack.hash, view.intake.calendar);
  if (engine.actions['freeze'] === undefined) return 'action-unknown';
  const until = instantOf(day, '24:00', engine.timezone) - 1;
  if (view.state.frozen !== undefined && view.state.frozen.until >= until) return 'already-done';
  const here = (await actorFor(deps.db, actor.id, no)) ?? actor;
  const command = { id: commandIdOf(`freeze ${no}`, day), action: 'freeze', actor: here, fields: { until } };
  const call = proveUpdate(deps.keys, no, command);
  const answer = await deps.gateway.act(view, call, () => recordedLife(deps, no));
  if (answer.ok) return undefined;
  if (answer.failure === 'unavailable') throw engineUnavailable();
  return answer.rejection.code;
}

function pick({ pack, after }: FreezeAsk): { readonly pack?: string; readonly after?: string } {
  return { ...(pack === undefined ? {} : { pack }), ...(after === undefined ? {} : { after }) };
}
