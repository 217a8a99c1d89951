import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Metrics } from '../../api/process/metrics.ts';
import { quietPort } from '../support/servers/quietPort.ts';
import { caller, outletComplaint } from '../support/cases/complaints.ts';
import { ServiceProcesses } from '../support/servers/serviceProcesses.ts';

type Rules = { readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[] };
type Dashboard = { readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[] };

const read = (file: string): string => readFileSync(`deploy/monitoring/${file}`, 'utf8');
const alerts = (parse(read('alerts.yaml')) as Rules).groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
const shown = (JSON.parse(read('dashboard.json')) as Dashboard).panels.flatMap(({ targets }) =>
  targets.map(({ expr }) => expr),
);
const namesIn = (queries: readonly string[]): readonly string[] => [
  ...new Set(queries.flatMap((query) => query.match(/\b(?:redress|temporal)_\w+/g) ?? [])),
];

let service: ServiceProcesses;
let worker = '';
beforeAll(async () => {
  worker = `127.0.0.1:${await quietPort()}`;
  service = await ServiceProcesses.start({ REDRESS_SMTP_URL: 'smtp://127.0.0.1:1', REDRESS_WORKER_METRICS: worker });
  await service.startWorker();
});
afterAll(() => service.stop());

/** Of a worker that has told somebody of a lapse, and has met a workflow that it does not know. */
async function metricsOfWorker(): Promise<string> {
  await service.post(
    '/v1/complaints',
    outletComplaint({ complainant: caller('13970000002'), drill: { speed: 36_000 } }),
  );
  await service.client.workflow.start('unknown', { taskQueue: 'redress', workflowId: 'of somebody else' });
  const late = ['temporal_workflow_task_execution_failed_total', 'temporal_activity_schedule_to_start_latency_seconds'];
  let text = '';
  const isThere = async (): Promise<boolean> => {
    text = await (await fetch(`http://${worker}/metrics`)).text();
    return late.every((name) => text.includes(name));
  };
  await expect.poll(isThere, { timeout: 45_000 }).toBe(true);
  return text;
}

describe('the dashboard and the alert rules', () => {
  it('ask for metrics that API and workers have, and for no other', async () => {
    const ofApi = new Metrics(service.db);
    ofApi.answered('GET', '/v1/complaints', 200, 0.1);
    const known = (await ofApi.registry.metrics()) + (await metricsOfWorker());
    const asked = namesIn([...alerts, ...shown]);
    expect(asked.length).toBeGreaterThan(14);
    expect(asked.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('show every figure of a pack', async () => {
    const text = await new Metrics(service.db).registry.metrics();
    const byPack = [...text.matchAll(/^(redress_\w+)\{pack=/gm)].map(([, name]) => name);
    expect(new Set(byPack).size).toBe(6);
    for (const name of byPack) expect(namesIn(shown)).toContain(name);
  });
});
