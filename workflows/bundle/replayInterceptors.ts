/**
 * Part of the bundle for replays only: makes a history tell what its run had recorded. Changes nothing of what the run
 * decides.
 */

import { proxySinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { RecordBatch, ReserveAnswer, ReserveRequest } from '../../contracts/activities.ts';
import type { ReplayedCalls } from '../../contracts/replayedCalls.ts';

const { replayed } = proxySinks<ReplayedCalls>();

export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleLocalActivity: ({ activityType, args, ...rest }, next) => {
        if (activityType === 'record') replayed.recorded(args[0] as RecordBatch);
        if (activityType === 'release') replayed.released((args[0] as { readonly key: string }).key);
        const answer = next({ activityType, args, ...rest });
        // Beside the promise, not in front of it: whoever waits for it must go on in the same order as ever.
        if (activityType === 'reserve')
          answer.then((given) => tellGranted(args[0] as ReserveRequest, given as ReserveAnswer), ignore);
        return answer;
      },
      scheduleActivity: (input, next) => {
        if (input.activityType === 'record') replayed.recorded(input.args[0] as RecordBatch);
        return next(input);
      },
    },
  ],
});

function tellGranted(ask: ReserveRequest, answer: ReserveAnswer): void {
  if (answer.granted) replayed.granted(ask);
}

function ignore(): void {}
