import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';
import { bundleForReplays } from '../../../worker/bundle.ts';
import { workflowBundle } from '../../support/workflows/workflowBundle.ts';
import { quietRuntime } from '../../support/servers/quietRuntime.ts';
import { numberIn, recordedHistories } from '../../support/workflows/replay.ts';

describe('stack traces of workflows', () => {
  test('a worker that serves takes none: it would take one for every promise of every case', async () => {
    expect(await failureOf(await workflowBundle())).toContain('stack_trace: ""');
  });

  test('a replay takes them: it is where a fault is looked for', async () => {
    expect(await failureOf(await bundleForReplays())).toMatch(/stack_trace: "[^"]/);
  });
});

/** What is said of a case whose input has lost its intake. */
async function failureOf(code: string): Promise<string> {
  quietRuntime();
  try {
    const history = withoutIntake();
    await Worker.runReplayHistory({ workflowBundle: { code } }, history, caseWorkflowId(numberIn(history)));
    return 'no failure';
  } catch (error) {
    return (error as Error).message;
  }
}

interface Started {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes: {
      readonly input: { readonly payloads: readonly { data: string }[] };
    };
  }[];
}

function withoutIntake(): Started {
  const history = structuredClone(recordedHistories().find(({ name }) => name === 'absorbed.json')?.history) as Started;
  const payload = history.events[0]?.workflowExecutionStartedEventAttributes.input.payloads[0];
  if (payload === undefined) throw new Error('the history has no input');
  const input = JSON.parse(Buffer.from(payload.data, 'base64').toString()) as { intake?: unknown };
  delete input.intake;
  payload.data = Buffer.from(JSON.stringify(input)).toString('base64');
  return history;
}
