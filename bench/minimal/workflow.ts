/**
 * The least that a deadline costs on this engine: one timer, one local activity a change, one activity when it lapses.
 * Nothing else.
 */

import {
  allHandlersFinished,
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { STEPS, type MinimalActivities, type MinimalInput } from './contract.ts';

const { insert } = proxyLocalActivities<MinimalActivities>({ startToCloseTimeout: '5 seconds' });
const { tell } = proxyActivities<MinimalActivities>({ startToCloseTimeout: '2 minutes' });

/** Ends after its four steps; tells once when they are not done by the due moment. */
export async function minimal(input: MinimalInput): Promise<void> {
  let done = 0;
  setHandler(defineUpdate<void, [number]>('step'), async (step) => {
    await insert({ id: input.id, step });
    done += 1;
  });
  await insert({ id: input.id, step: 0 });
  const inTime = await condition(() => done >= STEPS, Math.max(1, input.dueAt - Date.now()));
  if (!inTime) {
    await insert({ id: input.id, step: -1 });
    await tell({ id: input.id });
    await condition(() => done >= STEPS);
  }
  await condition(allHandlersFinished);
}
