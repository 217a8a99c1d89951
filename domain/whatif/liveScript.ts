import type { ActionCommand } from '../case/command.ts';
import type { Rejection, Result } from '../case/rejection.ts';
import type { WhatIfRun } from './whatIfRun.ts';

/**
 * What was asked, in the order of its moments, and deadlines between by themselves. Returns what was refused, by its
 * place in the script. `commandOf` sees the case as it is then.
 */
export function liveScript<Step extends { readonly at: number }>(
  run: WhatIfRun,
  script: readonly Step[],
  commandOf: (step: Step, index: number) => Result<ActionCommand>,
): readonly (Rejection & { readonly index: number })[] {
  const steps = script.map((step, index) => ({ step, index })).toSorted((a, b) => a.step.at - b.step.at);
  return steps.flatMap(({ step, index }) => {
    run.lapseBefore(step.at);
    const command = commandOf(step, index);
    const done = command.ok ? run.ask(command.value, step.at) : command;
    return done.ok ? [] : [{ index, ...done.rejection }];
  });
}
