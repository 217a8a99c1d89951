import { checkCondition } from './checkCondition.ts';
import { checkNames } from './checkNames.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName } from '../source/unknownName.ts';
import { own } from '../../domain/values/own.ts';

type Path = readonly (string | number)[];

/** Approvals: somebody can give them, something needs them, and caps are about amounts that exist. */
export function* checkApprovals(pack: AuthoredPack): Generator<Finding> {
  for (const [id, approval] of Object.entries(pack.approvals)) {
    const path = ['approvals', id];
    yield* checkNames(pack, 'role', approval.roles, [...path, 'roles']);
    const extensions = Object.values(pack.clocks).flatMap((clock) =>
      clock.extendable === undefined ? [] : [clock.extendable],
    );
    const gated = [
      ...Object.values(pack.actions),
      ...Object.values(pack.steps),
      ...extensions,
      ...Object.values(pack.pauses ?? {}),
    ].filter((one) => one.gate === id);
    if (gated.length === 0)
      yield {
        code: 'unused-approval',
        path,
        key: true,
        zh: '没有动作需要这项审批',
        en: 'no action waits for this approval',
      };
    if (pack.actions['approve'] === undefined)
      yield {
        code: 'nobody-approves',
        path,
        key: true,
        zh: 'actions 里没有 approve,审批无法完成',
        en: 'nobody may approve: grant the action approve',
      };
    else if (!approval.roles.some((role) => pack.actions['approve']?.by.includes(role))) {
      yield {
        code: 'nobody-approves',
        path: [...path, 'roles'],
        zh: '这些角色都不在 actions.approve.by 里',
        en: 'none of these roles is in actions.approve.by',
      };
    }
    yield* checkCap(pack, id, approval.cap, [...path, 'cap']);
  }
}

function* checkCap(
  pack: AuthoredPack,
  approval: string,
  cap: AuthoredPack['approvals'][string]['cap'],
  path: Path,
): Generator<Finding> {
  if (cap === undefined) return;
  for (const [id, step] of Object.entries(pack.steps)) {
    if (step.gate !== approval || own(step.fields, cap.field)?.type === 'money') continue;
    yield {
      code: 'cap-not-money',
      path: [...path, 'field'],
      zh: `步骤 "${id}" 没有金额字段 "${cap.field}"`,
      en: `step "${id}" has no money field "${cap.field}"`,
    };
  }
  if (cap.already !== undefined && own(pack.fields, cap.already)?.type !== 'money') {
    const money = Object.entries(pack.fields).flatMap(([name, field]) => (field.type === 'money' ? [name] : []));
    yield unknownName('field', cap.already, money, [...path, 'already']);
  }
  yield* checkRows(pack, cap.limits, [...path, 'limits']);
}

/** Rows tried in order: only the last one is for everybody else. */
export function* checkRows(
  pack: AuthoredPack,
  given: readonly { readonly when?: unknown }[],
  path: Path,
): Generator<Finding> {
  for (const [index, row] of given.entries()) {
    const last = index === given.length - 1;
    if (last && row.when !== undefined)
      yield {
        code: 'not-total',
        path: [...path, index],
        zh: '最后一行不能有条件,否则有的情况没有结果',
        en: 'the last row has no condition, or some cases would match none',
      };
    if (!last && row.when === undefined)
      yield {
        code: 'unreachable',
        path: [...path, index + 1],
        zh: '上一行没有条件,这一行永远到不了',
        en: 'the row above has no condition, so this one is never reached',
      };
    yield* checkCondition(pack, row.when, [...path, index, 'when']);
  }
}
