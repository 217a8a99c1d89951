import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/** Waits for messages, each true when it is out; returns their number. Throws `Undelivered` while any is not. */
export async function allDelivered(messages: readonly Promise<boolean>[]): Promise<number> {
  const outcomes = await Promise.all(messages);
  const outstanding = outcomes.filter((done) => !done).length;
  if (outstanding === 0) return outcomes.length;
  throw undelivered(outstanding, outcomes.length);
}

/**
 * Temporal tries again, after `waitMs` where that is said. Benign, as receivers are away at times; names no address.
 * `whatToDo`: in words, for whoever reads it in the Temporal UI.
 */
export function undelivered(
  outstanding: number,
  all: number,
  waitMs?: number,
  whatToDo: readonly string[] = [],
): ApplicationFailure {
  return ApplicationFailure.create({
    message: [`${outstanding} of ${all} messages not delivered yet`, ...whatToDo].join('\n'),
    type: 'Undelivered',
    category: ApplicationFailureCategory.BENIGN,
    ...(waitMs === undefined ? {} : { nextRetryDelay: waitMs }),
  });
}
