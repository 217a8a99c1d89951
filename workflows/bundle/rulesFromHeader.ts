/** Part of the bundle: a run of a case takes its rules from the header of its start, and hands them on in one. */

import { workflowInfo, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { isComplaintType } from '../../contracts/engineNames.ts';
import { fenced } from '../run/ownRun.ts';
import { rulesIn, withRulesInHeader } from '../../contracts/rulesHeader.ts';

export const interceptors: WorkflowInterceptorsFactory = () => {
  if (!isComplaintType(workflowInfo().workflowType)) return {};
  return {
    inbound: [
      {
        execute: ({ args, headers }, next) => {
          const rules = rulesIn(headers);
          return rules === undefined
            ? Promise.reject(fenced('Redress alone starts a case: no rules came with this start'))
            : next({ args: [args[0], rules], headers });
        },
      },
    ],
    outbound: [
      { continueAsNew: ({ args, headers, ...input }, next) => next({ ...input, ...withRulesInHeader(args, headers) }) },
    ],
  };
};
