import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';

/**
 * Waits for messages, each true when it is out; returns their number. Throws `Undelivered` while any is not: Temporal
 * tries again. Benign, as receivers are away at times; names no address.
 */
export async function allDelivered(messages: readonly Promise<boolean>[]): Promise<number> {
  const outcomes = await Promise.all(messages);
  const outstanding = outcomes.filter((done) => !done).length;
  if (outstanding === 0) return outcomes.length;
  throw ApplicationFailure.create({
    message: `${outstanding} of ${outcomes.length} messages not delivered yet`,
    type: 'Undelivered',
    category: ApplicationFailureCategory.BENIGN,
  });
}
