import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Engine, OpenedCase } from './engine.ts';
import { MINIMAL_QUEUE, MINIMAL_WORKFLOW, STEPS, type MinimalInput } from '../minimal/contract.ts';

const FAR_MS = 4 * 3_600_000;

/** The minimal worker, driven by the plain SDK client. */
export function minimalEngine(client: Client): Engine {
  const open = async (dueAt: number): Promise<OpenedCase> => {
    const id = `m-${randomUUID()}`;
    const input: MinimalInput = { id, dueAt };
    const workflow = await client.workflow.start(MINIMAL_WORKFLOW, {
      taskQueue: MINIMAL_QUEUE,
      workflowId: id,
      args: [input],
    });
    return { id, workflow, sinkKey: id };
  };
  const step = (number: number) => async (id: string) => {
    await client.workflow.getHandle(id).executeUpdate<void, [number]>('step', { args: [number] });
  };
  return {
    name: 'minimal',
    openDeadline: open,
    openLife: () => open(Date.now() + FAR_MS),
    actions: Array.from({ length: STEPS }, (_, index) => step(index + 1)),
  };
}
