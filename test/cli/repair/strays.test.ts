import { expect, it } from 'vitest';
import { unknownTo } from '../../../cli/repair/complaintWorkflows.ts';
import { complaintNumber, complaintWorkflowId, engineNames } from '../../../contracts/engineNames.ts';

it('a number is read only from an id of the form that cases have', () => {
  expect(complaintNumber(complaintWorkflowId('20261123-000001'))).toBe('20261123-000001');
  expect(complaintNumber(complaintWorkflowId('D20261123-1000001'))).toBe('D20261123-1000001');
  for (const id of [
    'orders/20261123-000001',
    complaintWorkflowId('20261123-000001-again'),
    complaintWorkflowId('x'),
    '7',
  ])
    expect(complaintNumber(id)).toBeUndefined();
});

it('another installation in the namespace has cases of its own', () => {
  const { complaint } = engineNames('branch-2');
  expect(complaintWorkflowId('20261123-000001', complaint)).toBe('branch-2-complaint/20261123-000001');
  expect(complaintNumber('branch-2-complaint/20261123-000001', complaint)).toBe('20261123-000001');
  expect(complaintNumber('branch-2-complaint/20261123-000001')).toBeUndefined();
  expect(complaintNumber(complaintWorkflowId('20261123-000001'), complaint)).toBeUndefined();
});

it('a workflow of no complaint is named and left alone; one that the database lost is not sound', () => {
  const statuses = new Map([
    ['20261123-000001', 'RUNNING'],
    ['20261123-000002', 'RUNNING'],
    ['20991231-000001', 'FAILED'],
  ]);
  expect(unknownTo(new Set(['20261123-000001']), { statuses, strays: ['orders/1'] }, engineNames().complaint)).toEqual({
    lost: ['20261123-000002'],
    strays: ['orders/1', complaintWorkflowId('20991231-000001')],
  });
});
