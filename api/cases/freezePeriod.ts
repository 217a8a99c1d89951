import type { z } from 'zod';
import type { freezeAnswerSchema, freezeBodySchema } from '../../contracts/http/httpOperations.ts';
import type { Actor } from '../../domain/case/event.ts';
import { instantOf } from '../../domain/time/zone.ts';
import { defined, own } from '../../domain/values/own.ts';
import { actorFor } from '../../store/people/people.ts';
import { readCase } from '../../store/readModel/caseView.ts';
import { casesRegisteredUntil } from '../../store/whatif/casesRegisteredUntil.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { askWorkflow } from './askWorkflow.ts';
import { commandIdOf } from './performAction.ts';

export type FreezeAnswer = z.infer<typeof freezeAnswerSchema>;

/** Freezes one batch of a period's cases; repeating changes nothing. Hidden cases are frozen too, but not counted. */
export async function freezePeriod(
  deps: ApiDependencies,
  actor: Actor,
  { until: day, pack, after, limit }: z.infer<typeof freezeBodySchema>,
): Promise<FreezeAnswer> {
  const found = await casesRegisteredUntil(deps.db, { day, limit, viewer: actor, ...defined({ pack, after }) });
  const left: Record<string, number> = {};
  let frozen = 0;
  for (const { no, known } of found) {
    const refusal = await freezeCase(deps, actor, no, day);
    if (!known) continue;
    if (refusal === undefined) frozen += 1;
    else left[refusal] = (own(left, refusal) ?? 0) + 1;
  }
  const shown = found.filter((one) => one.known);
  return { frozen, left, next: shown.length === limit ? (shown.at(-1)?.no ?? null) : null };
}

/** Returns why the rules refused. */
async function freezeCase(deps: ApiDependencies, actor: Actor, no: string, day: string): Promise<string | undefined> {
  const view = await readCase(deps.db, deps.keys, no);
  if (view === undefined) return 'complaint-unknown';
  const { engine } = await deps.packs.byHash(view.pack.hash, view.intake.calendar);
  if (engine.actions['freeze'] === undefined) return 'action-unknown';
  const until = instantOf(day, '24:00', engine.timezone) - 1;
  if (view.state.frozen !== undefined && view.state.frozen.until >= until) return 'already-done';
  const here = (await actorFor(deps.db, actor.id, no)) ?? actor;
  const id = commandIdOf({ scope: `freeze ${no}`, key: day });
  const answer = await askWorkflow(deps, view, { id, action: 'freeze', actor: here, fields: { until } });
  return answer.ok ? undefined : answer.rejection.code;
}
