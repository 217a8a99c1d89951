import type { CaseState, ClockState } from './state.ts';

/** Whose a clock is: the department's of its dispatch, else the unit's and the handler's of the case. */
export function responsibleFor(
  { unit, handler, dispatches }: Pick<CaseState, 'unit' | 'handler' | 'dispatches'>,
  { subject }: Pick<ClockState, 'subject'>,
): Readonly<{ unit: string; handler?: string }> {
  const dispatch = subject === undefined ? undefined : dispatches.find(({ id }) => id === subject);
  if (dispatch !== undefined) return { unit: dispatch.department };
  return handler === undefined ? { unit } : { unit, handler };
}
