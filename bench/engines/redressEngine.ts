import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { complaintWorkflowId, engineNames } from '../../contracts/engineNames.ts';
import type { Engine, OpenedCase } from './engine.ts';
import { postJson } from './postJson.ts';

/** The pack with one clock, from bench/packs. */
export const DEADLINE_PACK = 'bench-deadline';
/** The shipped cutover plan without its window, see `benchPacks`. */
export const LIFE_PACK = 'bench-plan';
export const DESK = { unit: 'bench-desk', handler: 'bench-handler', told: 'bench-told' } as const;
const LIFE = { unit: 'outlet-renminlu', handler: 'handler-renminlu' } as const;

/** Redress, driven by HTTP as a bank's systems would: every request has an Idempotency-Key. */
export function redressEngine(api: string, client: Client): Engine {
  // Every caller is somebody else, so that nothing counts as a repeat.
  let phone = 13_000_000_000 + Math.floor(Math.random() * 900_000_000);
  const post = async (path: string, body: unknown, actor: string, status: number): Promise<Record<string, unknown>> => {
    const answer = await postJson(api + path, body, { 'idempotency-key': randomUUID(), 'x-redress-actor': actor });
    if (answer.status !== status) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Record<string, unknown>;
  };
  const open = async (body: Record<string, unknown>, actor: string): Promise<OpenedCase> => {
    phone += 1;
    const { no } = await post(
      '/v1/complaints',
      { complainant: { name: '测试甲', phone: String(phone) }, demand: '请说明情况', ...body },
      actor,
      201,
    );
    const id = String(no);
    return {
      id,
      workflow: client.workflow.getHandle(complaintWorkflowId(id, engineNames().complaint)),
      sinkKey: `${id}/`,
    };
  };
  const action = (name: string, fields: Record<string, unknown>) => async (id: string) => {
    await post(`/v1/complaints/${id}/actions/${name}`, { fields }, LIFE.handler, 200);
  };
  return {
    name: 'redress',
    openDeadline: (dueAt, severity = 'plain') =>
      open(
        {
          pack: DEADLINE_PACK,
          channel: 'counter',
          unit: DESK.unit,
          category: severity,
          fields: { dueAt: new Date(dueAt).toISOString() },
        },
        DESK.handler,
      ),
    openLife: () =>
      open(
        {
          pack: LIFE_PACK,
          channel: 'outlet',
          unit: LIFE.unit,
          category: 'non-blueprint',
          fields: { siteVisit: false },
        },
        LIFE.handler,
      ),
    actions: [
      action('reply', { outcome: 'explained' }),
      action('report', {}),
      action('resolve', { outcome: 'satisfied' }),
      action('close', {}),
    ],
  };
}
