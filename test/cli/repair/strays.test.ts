import { expect, it } from 'vitest';
import { unknownOf } from '../../../cli/repair/complaintWorkflows.ts';
import { complaintNumber, complaintWorkflowId, engineNames } from '../../../contracts/engineNames.ts';
import { caseWorkflowId } from '../../support/workflows/caseWorkflowId.ts';

const TYPE = engineNames().complaint;

type Listed = Parameters<typeof unknownOf>[0] extends AsyncIterable<infer One> ? One : never;

it('a number is read only from an id of the form that cases have', () => {
  expect(complaintNumber(caseWorkflowId('20261123-000001'), TYPE)).toBe('20261123-000001');
  expect(complaintNumber(caseWorkflowId('D20261123-1000001'), TYPE)).toBe('D20261123-1000001');
  for (const id of ['orders/20261123-000001', caseWorkflowId('20261123-000001-again'), caseWorkflowId('x'), '7'])
    expect(complaintNumber(id, TYPE)).toBeUndefined();
});

it('another installation in the namespace has cases of its own', () => {
  const { complaint } = engineNames('branch-2');
  expect(complaintWorkflowId('20261123-000001', complaint)).toBe('branch-2-complaint/20261123-000001');
  expect(complaintNumber('branch-2-complaint/20261123-000001', complaint)).toBe('20261123-000001');
  expect(complaintNumber('branch-2-complaint/20261123-000001', TYPE)).toBeUndefined();
  expect(complaintNumber(caseWorkflowId('20261123-000001'), complaint)).toBeUndefined();
});

it('a workflow of no complaint is named and left alone; one that the database lost is not sound', async () => {
  const run = (workflowId: string, status: string, startTime = new Date(0)): Listed => ({
    workflowId,
    status: { name: status as 'RUNNING', code: 1 },
    startTime,
  });
  async function* listed(): AsyncGenerator<Listed> {
    yield run(caseWorkflowId('20261123-000001'), 'RUNNING');
    yield run(caseWorkflowId('20261123-000002'), 'RUNNING');
    yield run(caseWorkflowId('20991231-000001'), 'FAILED');
    yield run(caseWorkflowId('20991231-000002'), 'FAILED', new Date(2));
    yield run(caseWorkflowId('20991231-000002'), 'COMPLETED', new Date(1));
    yield* Array.from({ length: 2_000 }, (_, n) => run(caseWorkflowId(`20270101-${100_000 + n}`), 'COMPLETED'));
    yield run('orders/1', 'RUNNING');
  }
  const asked: number[] = [];
  const found = await unknownOf(listed(), TYPE, (numbers) => {
    asked.push(numbers.length);
    return Promise.resolve(numbers.filter((no) => no === '20261123-000001' || no.startsWith('2027')));
  });
  expect(found).toEqual({
    lost: ['20261123-000002'],
    strays: ['orders/1', caseWorkflowId('20991231-000001'), caseWorkflowId('20991231-000002')],
  });
  expect(Math.max(...asked)).toBe(500);
});
