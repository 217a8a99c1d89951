import type { SearchAttributePair } from '@temporalio/common';
import type { WorkflowStartOptions } from '@temporalio/client';
import type { CarriedRun, ComplaintInput } from '../contracts/complaintWorkflow.ts';
import { cutSummary } from '../contracts/cutSummary.ts';
import { complaintWorkflowId, type EngineNames } from '../contracts/engineNames.ts';
import { deflateRules } from '../contracts/engineRules.ts';
import { priorityOf } from '../contracts/priority.ts';
import { searchAttributesOf } from '../contracts/searchAttributes.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import { own } from '../domain/values/own.ts';
import type { CaseToStart } from '../store/readModel/casesToStart.ts';

/** A killed worker must not hold a case long; a task takes milliseconds. */
const TASK_TIMEOUT = '5 seconds';

const openClocks = ({ clocks }: CaseState): readonly string[] =>
  clocks.filter(({ stoppedAt }) => stoppedAt === undefined).map(({ clock }) => clock);

/** `carried`: from an earlier run. */
export function startOptions(
  { no, pack: ref, base, intake, state, units }: CaseToStart,
  pack: EnginePack,
  names: EngineNames,
  carried?: CarriedRun,
): WorkflowStartOptions & Required<Pick<WorkflowStartOptions, 'priority'>> {
  // The days travel in the rules, compressed.
  const { calendar: _days, ...undated } = intake;
  const input: ComplaintInput = {
    no,
    pack: ref,
    base,
    intake: undated,
    madeAt: Date.now(),
    ...(units && { units }),
    ...(carried && { carried }),
  };
  const drill = base.speed !== 1;
  const mark = !drill ? '' : pack.locale === 'en' ? '[DRILL] ' : '【演练】';
  const category =
    state.access?.roles === undefined ? [own(pack.categories, state.category)?.title ?? state.category] : [];
  return {
    workflowId: complaintWorkflowId(no, names.complaint),
    taskQueue: names.taskQueue,
    args: [input, deflateRules(pack)],
    priority: priorityOf(pack, openClocks(state), drill),
    workflowTaskTimeout: TASK_TIMEOUT,
    typedSearchAttributes: searchAttributesOf(pack, base, no, state).filter(
      (pair): pair is SearchAttributePair => pair.value !== null,
    ),
    staticSummary: cutSummary(mark + [no, pack.title, ...category].join(' · ')),
  };
}
