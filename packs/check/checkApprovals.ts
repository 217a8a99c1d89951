import { own } from '../../domain/values/own.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, wrongKey, unknownName, type Findings } from '../source/fault.ts';

/** Somebody can approve, and caps are about amounts. */
export function* checkApprovals(pack: AuthoredPack): Findings {
  const approving = pack.actions['approve']?.by;
  for (const [id, { roles, cap }] of Object.entries(pack.approvals)) {
    const path = ['approvals', id];
    if (approving === undefined)
      yield wrongKey(
        'nobody-approves',
        path,
        'actions 里没有 approve,审批无法完成',
        'nobody may approve: grant the action approve',
      );
    else if (!roles.some((role) => approving.includes(role)))
      yield wrong(
        'nobody-approves',
        [...path, 'roles'],
        '这些角色都不在 actions.approve.by 里',
        'none of these roles is in actions.approve.by',
      );
    if (cap === undefined) continue;
    for (const [step, { gate, fields }] of Object.entries(pack.steps))
      if (gate === id && own(fields, cap.field)?.type !== 'money')
        yield wrong(
          'cap-not-money',
          [...path, 'cap', 'field'],
          `步骤 "${step}" 没有金额字段 "${cap.field}"`,
          `step "${step}" has no money field "${cap.field}"`,
        );
    const already = own(pack.fields, cap.already ?? '');
    if (already !== undefined && already.type !== 'money') {
      const money = Object.entries(pack.fields).filter(([, field]) => field.type === 'money');
      yield unknownName(
        'field',
        cap.already ?? '',
        money.map(([name]) => name),
        [...path, 'cap', 'already'],
      );
    }
  }
}
