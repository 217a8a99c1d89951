/** Which events start, stop and cancel clocks. */

import { matches, type Facts } from '../pack/condition.ts';
import type { CaseEvent } from '../case/event.ts';
import type { Trigger, TriggerName } from '../pack/clockDef.ts';
import type { CaseState } from '../case/state.ts';

export type TriggerMatch = Readonly<{
  on: TriggerName;
  level?: string;
  step?: string;
  dispatch?: string;
}>;

/** `before` is the state before the event. Acceptance counts once. */
export function triggersOf(event: CaseEvent, before: CaseState | undefined): readonly TriggerMatch[] {
  switch (event.type) {
    case 'CaseRegistered':
      return [
        { on: 'registered' },
        { on: 'level-entered', level: event.data.level },
        ...(event.data.accepted ? [{ on: 'accepted' } as const] : []),
        ...(event.data.repeatOf === undefined ? [] : [{ on: 'linked' } as const]),
      ];
    case 'CaseAccepted':
      return before?.acceptedAt === undefined ? [{ on: 'accepted' }] : [];
    case 'CaseRefused':
      return [{ on: 'refused' }];
    case 'HandlerAssigned':
      return [{ on: 'assigned' }];
    case 'DepartmentDispatched':
      return [{ on: 'dispatched', dispatch: event.data.dispatch }];
    case 'DispatchAnswered':
      return [{ on: 'dispatch-answered', dispatch: event.data.dispatch }];
    case 'DispatchRerouted':
      return [{ on: 'dispatch-rerouted', dispatch: event.data.dispatch }];
    case 'DispatchRefused':
      return [{ on: 'dispatch-refused', dispatch: event.data.dispatch }];
    case 'LevelChanged':
      return [{ on: 'escalated' }, { on: 'level-entered', level: event.data.to }];
    case 'PromiseMade':
      return [{ on: 'promised' }];
    case 'CaseResolved':
      return [{ on: 'resolved' }];
    case 'CaseClosed':
      return [{ on: 'closed' }];
    case 'CaseReopened':
      return [{ on: 'reopened' }];
    case 'CaseWithdrawn':
      return [{ on: 'withdrawn' }];
    case 'CaseMerged':
      return [{ on: 'merged' }];
    case 'ChannelAdded':
      return [{ on: 'channel-added' }];
    case 'CaseLinked':
      return [{ on: 'linked' }];
    case 'CategoryChanged':
      return [{ on: 'reclassified' }];
    case 'ApprovalRequested':
      return [{ on: 'approval-requested' }];
    case 'StepRecorded':
      return [{ on: 'step', step: event.data.step }];
    default:
      return [];
  }
}

/** `facts` are those right after the event. */
export function matchFor(trigger: Trigger, firings: readonly TriggerMatch[], facts: Facts): TriggerMatch | undefined {
  const found = firings.find(
    (firing) =>
      firing.on === trigger.on &&
      (trigger.level === undefined || firing.level === trigger.level) &&
      (trigger.step === undefined || firing.step === trigger.step),
  );
  return found !== undefined && matches(trigger.when, facts) ? found : undefined;
}
