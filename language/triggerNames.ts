import { EVENT_NAMES } from './eventNames.ts';

/** What starts a clock or is told as a notice is called after its event; a step has a title of its own. */
export const TRIGGER_NAMES = {
  registered: EVENT_NAMES.CaseRegistered,
  accepted: EVENT_NAMES.CaseAccepted,
  refused: EVENT_NAMES.CaseRefused,
  assigned: EVENT_NAMES.HandlerAssigned,
  'level-entered': EVENT_NAMES.LevelChanged,
  escalated: EVENT_NAMES.LevelChanged,
  dispatched: EVENT_NAMES.DepartmentDispatched,
  'dispatch-answered': EVENT_NAMES.DispatchAnswered,
  'dispatch-rerouted': EVENT_NAMES.DispatchRerouted,
  'dispatch-refused': EVENT_NAMES.DispatchRefused,
  promised: EVENT_NAMES.PromiseMade,
  resolved: EVENT_NAMES.CaseResolved,
  closed: EVENT_NAMES.CaseClosed,
  reopened: EVENT_NAMES.CaseReopened,
  withdrawn: EVENT_NAMES.CaseWithdrawn,
  merged: EVENT_NAMES.CaseMerged,
  'channel-added': EVENT_NAMES.ChannelAdded,
  linked: EVENT_NAMES.CaseLinked,
  reclassified: EVENT_NAMES.CategoryChanged,
  'approval-requested': EVENT_NAMES.ApprovalRequested,
} as const;
