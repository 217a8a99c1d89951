/**
 * Part of the bundle. A run that somebody made of an earlier one by a reset would live again what the log has already,
 * at other moments: it ends where the reset was, and the case goes on from its log (ADR 22).
 */

import { workflowInfo, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { getActivator } from '@temporalio/workflow/lib/global-attributes.js';
import { isComplaintType } from '../../contracts/engineNames.ts';
import { fenced, tryAgain } from '../run/ownRun.ts';

export const interceptors: WorkflowInterceptorsFactory = () => {
  // The server gives a run another seed at the point of a reset and nowhere else; the SDK tells of it in no other way.
  const { random: seeded } = getActivator();
  const isReset = (): boolean => getActivator().random !== seeded;
  let tellReset = (): void => {};
  const reset = new Promise<never>((_resolve, reject) => {
    tellReset = () => reject(fenced('this run was made by a reset: the case goes on from its log in another run'));
  });
  reset.catch(() => {});
  return {
    internals: [
      {
        activate: (input, next) => {
          if (isReset()) tellReset();
          next(input);
        },
      },
    ],
    inbound: [
      {
        execute: (input, next) =>
          isComplaintType(workflowInfo().workflowType) ? Promise.race([reset, next(input)]) : next(input),
        // What came with the task in which it ends: it has forgotten what was done after the point of the reset.
        validateUpdate: (input, next) => {
          if (isReset() && isComplaintType(workflowInfo().workflowType)) throw tryAgain('this run was made by a reset');
          next(input);
        },
      },
    ],
  };
};
