import type { FieldValue, FieldValues, RecordedEvent } from '../case/event.ts';

/** What somebody asked of a case. */
export interface Ask {
  readonly action: string;
  readonly fields: FieldValues;
}

/**
 * The request behind the events of one decision, read back from the first of them. `undefined` when nobody's request
 * made them: what the clock did, the refusal of a request whose fields were not kept, and what was entered past the
 * rules.
 */
export function askOf(decision: readonly RecordedEvent[]): Ask | undefined {
  const [event] = decision;
  switch (event?.type) {
    case 'CaseAccepted':
      return ask('accept', {});
    case 'CaseRefused':
      return ask('refuse', { reason: event.data.reason });
    case 'HandlerAssigned':
      return ask('assign', { handler: event.data.handler, unit: event.data.unit });
    case 'DepartmentDispatched':
      return ask('dispatch', {
        departments: decision.flatMap((one) => (one.type === 'DepartmentDispatched' ? [one.data.department] : [])),
      });
    case 'DispatchAnswered':
      return ask('answer-dispatch', { dispatch: event.data.dispatch, substantive: event.data.substantive });
    case 'DispatchRerouted':
      return ask('re-route', {
        dispatch: event.data.dispatch,
        department: event.data.department,
        reason: event.data.reason,
      });
    case 'DispatchRefused':
      return ask('refuse-dispatch', { dispatch: event.data.dispatch, reason: event.data.reason });
    case 'DispatchRefusalRuled':
      return ask('rule-dispatch', { dispatch: event.data.dispatch, valid: event.data.valid });
    case 'LevelChanged':
      return ask('escalate', { to: event.data.to });
    case 'CaseResolved':
      return ask('resolve', { outcome: event.data.outcome, firstContact: event.data.firstContact });
    case 'CaseClosed':
      return ask('close', {});
    case 'CaseReopened':
      return ask('reopen', { reason: event.data.reason });
    case 'CaseWithdrawn':
      return event.data.by === 'administrator' ? undefined : ask('withdraw', { reason: event.data.reason });
    case 'ClocksPaused':
      return ask('pause', { kind: event.data.kind, reason: event.data.reason });
    case 'ClocksResumed':
      return ask('resume', {});
    case 'ClockMoved':
      return event.data.reason === 'extension'
        ? ask('extend', { clock: event.data.clock, until: event.data.to, reason: event.data.detail })
        : undefined;
    case 'CaseMerged':
      return ask('merge', { into: event.data.into, reason: event.data.reason });
    case 'ClassFrozen':
      return ask('freeze', { until: event.data.until });
    case 'PromiseMade':
      return ask('promise', { promisedAt: event.data.promisedAt });
    case 'CategoryChanged':
      return ask('reclassify', { category: event.data.to, reason: event.data.reason });
    case 'ChannelAdded':
      return ask('add-channel', { channel: event.data.channel });
    case 'CaseLinked':
      return ask('link', { no: event.data.no, kind: event.data.kind });
    case 'FieldsEdited':
      return { action: 'edit', fields: event.data.fields };
    case 'CommentAdded':
      return ask('comment', {});
    case 'StepRecorded':
      return { action: event.data.step, fields: event.data.fields };
    case 'ApprovalRequested':
      return { action: event.data.action, fields: event.data.fields };
    case 'ApprovalGiven':
      return ask('approve', { request: event.data.request });
    case 'ApprovalRejected':
      return ask('reject', { request: event.data.request, reason: event.data.reason });
    case undefined:
    case 'CaseRegistered':
    case 'ApprovalCompleted':
    case 'PackMigrated':
    case 'ActionRefused':
    case 'CaseAbsorbed':
    case 'PauseMoved':
    case 'CalendarPublished':
    case 'ClosureOrdered':
    case 'ClosureLifted':
    case 'ClassChanged':
    case 'ClassAdjusted':
    case 'AccessSet':
    case 'ClockRevived':
    case 'ClockStarted':
    case 'ClockStopped':
    case 'ClockCancelled':
    case 'ClockMissed':
    case 'RungFired':
      return undefined;
  }
}

/** A reason that was not given is recorded as an empty one. */
function ask(action: string, fields: Readonly<Record<string, FieldValue | undefined>>): Ask {
  return {
    action,
    fields: Object.fromEntries(
      Object.entries(fields).filter(
        (entry): entry is [string, FieldValue] => entry[1] !== undefined && entry[1] !== '',
      ),
    ),
  };
}
