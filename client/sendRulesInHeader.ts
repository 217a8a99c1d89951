import type { WorkflowClientInterceptor } from '@temporalio/client';
import { withRulesInHeader } from '../contracts/rulesHeader.ts';

/** Every start of a case sends its rules in a header. */
export const sendRulesInHeader: WorkflowClientInterceptor = {
  startWithDetails: ({ options, ...input }, next) => {
    const { args, headers } = withRulesInHeader(options.args, input.headers);
    return next({ ...input, headers, options: { ...options, args } });
  },
  signalWithStart: ({ options, ...input }, next) => {
    const { args, headers } = withRulesInHeader(options.args, input.headers);
    return next({ ...input, headers, options: { ...options, args } });
  },
  startUpdateWithStart: ({ workflowStartOptions, workflowStartHeaders, ...input }, next) => {
    const { args, headers } = withRulesInHeader(workflowStartOptions.args, workflowStartHeaders);
    return next({ ...input, workflowStartHeaders: headers, workflowStartOptions: { ...workflowStartOptions, args } });
  },
};
