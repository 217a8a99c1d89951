import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { isOverdueNow, nextDueAt } from '../domain/case/overdue.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import type { CaseState } from '../domain/case/state.ts';
import { toWallTime, type TimeBase } from '../domain/time/timeBase.ts';
import { SEARCH_ATTRIBUTES } from './complaintWorkflow.ts';

/**
 * What the Temporal UI finds a case by: set by the API at the start, then by the workflow. `null`: no value any more.
 */
export function searchAttributesOf(
  pack: EnginePack,
  base: TimeBase,
  no: string,
  state: CaseState,
): readonly SearchAttributeUpdatePair[] {
  const due = nextDueAt(state);
  // The engine shows only that a confidential case exists.
  const shown = (value: string): string => (state.access?.roles === undefined ? value : 'confidential');
  return [
    { key: SEARCH_ATTRIBUTES.no, value: no },
    state.handler === undefined
      ? { key: SEARCH_ATTRIBUTES.handler, value: null }
      : { key: SEARCH_ATTRIBUTES.handler, value: shown(state.handler) },
    { key: SEARCH_ATTRIBUTES.pack, value: `${pack.id}@${pack.version}` },
    { key: SEARCH_ATTRIBUTES.stage, value: state.stage },
    { key: SEARCH_ATTRIBUTES.level, value: state.level },
    { key: SEARCH_ATTRIBUTES.unit, value: shown(state.unit) },
    { key: SEARCH_ATTRIBUTES.category, value: shown(state.category) },
    { key: SEARCH_ATTRIBUTES.class, value: shown(state.class) },
    { key: SEARCH_ATTRIBUTES.overdue, value: isOverdueNow(state) },
    { key: SEARCH_ATTRIBUTES.drill, value: base.speed !== 1 },
    due === undefined
      ? { key: SEARCH_ATTRIBUTES.nextDue, value: null }
      : { key: SEARCH_ATTRIBUTES.nextDue, value: new Date(toWallTime(base, due)) },
  ];
}
