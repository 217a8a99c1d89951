/** The row of a case, as it is or was. */

import type { FieldValues } from '../../domain/case/event.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { FactOwner, Wall } from './factOwner.ts';

/** A change of one of these makes another row. */
const ASKED = [
  'anonymous',
  'object',
  'importedAt',
  'channels',
  'category',
  'unit',
  'handler',
  'level',
  'resolvedLevel',
  'levels',
  'moves',
  'cycle',
  'stage',
  'class',
  'bypass',
  'unattributed',
  'access',
  'links',
  'mergedInto',
  'outcome',
  'endReason',
  'firstContact',
  'flags',
  'acceptedAt',
  'firstResolvedAt',
  'firstClosedAt',
  'resolvedAt',
  'closedAt',
  'firstPromisedAt',
  'promisedAt',
  'fields',
  'steps',
] as const satisfies readonly (keyof CaseState)[];

/** The fold of an event keeps whatever it does not touch, so that sameness tells. */
export function isOtherCase(before: CaseState, after: CaseState): boolean {
  for (const name of ASKED) if (before[name] !== after[name]) return true;
  return before.dispatches !== after.dispatches && departmentsOf(before).join() !== departmentsOf(after).join();
}

/** Each dispatch counts where it has gone: a wrong address is no second department. */
function departmentsOf({ dispatches }: CaseState): readonly string[] {
  return dispatches.map(({ department }) => department);
}

export function caseFact({ no }: FactOwner, state: CaseState, wall: Wall): Readonly<Record<string, unknown>> {
  return {
    imported: state.importedAt !== undefined,
    object: state.object,
    anonymous: state.anonymous,
    channel: state.channels[0],
    channels: state.channels,
    category_first: state.entryCategory,
    category: state.category,
    unit_first: state.entryUnit,
    unit: state.unit,
    handler: state.handler,
    level_first: state.entryLevel,
    level: state.level,
    level_resolved: state.resolvedLevel,
    levels_up: state.levels.length - 1,
    moves: state.moves,
    cycle: state.cycle,
    stage: state.stage,
    class: state.class,
    bypass: state.bypass ?? false,
    attributed: state.unattributed !== true,
    restricted: state.access?.roles !== undefined,
    repeat_of: state.links.find(({ kind }) => kind === 'repeat')?.no,
    merged_into: state.mergedInto,
    outcome: state.outcome,
    end_reason: state.endReason,
    first_contact: state.firstContact,
    dispatches: state.dispatches.length,
    departments: new Set(departmentsOf(state)).size,
    flags: state.flags,
    registered_at: wall(state.registeredAt),
    accepted_at: wall(state.acceptedAt),
    resolved_first_at: wall(state.firstResolvedAt),
    ended_first_at: wall(state.firstClosedAt),
    resolved_at: wall(state.resolvedAt),
    ended_at: wall(state.closedAt),
    promised_first_at: wall(state.firstPromisedAt),
    promised_at: wall(state.promisedAt),
    fields: withoutProse(no, state.fields),
    steps: latestSteps(no, state.steps, wall),
  };
}

/** What is sealed has an id that begins with the number of the case. */
export function withoutProse(no: string, fields: FieldValues): FieldValues {
  const sealed = `${no}/`;
  const kept = Object.entries(fields).filter(([, value]) => typeof value !== 'string' || !value.startsWith(sealed));
  return Object.fromEntries(kept);
}

function latestSteps(no: string, steps: CaseState['steps'], wall: Wall): Readonly<Record<string, unknown>> {
  const latest = Object.entries(steps).map(([id, { count, firstAt, lastAt, fields }]) => [
    id,
    { ...withoutProse(no, fields), count, firstAt: wall(firstAt), lastAt: wall(lastAt) },
  ]);
  return Object.fromEntries(latest) as Readonly<Record<string, unknown>>;
}
