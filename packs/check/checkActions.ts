import { own } from '../../domain/values/own.ts';
import { TRIGGER_EVENTS } from '../../domain/pack/clockDef.ts';
import { LIFECYCLE_ACTIONS } from '../schema/lifecycleActions.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, wrongKey, unknownName, type Findings } from '../source/fault.ts';

const KNOWN = Object.keys(LIFECYCLE_ACTIONS);

/** Ids that no step can have. */
const TAKEN: readonly (readonly [what: string, ids: readonly string[], zh: string, en: string])[] = [
  ['action', KNOWN, '内置动作', 'a lifecycle action'],
  ['message', ['calendar'], '系统消息名', 'a message of the system'],
  ['event', TRIGGER_EVENTS, '事件名', 'the name of an event'],
];

export function* checkActions(pack: AuthoredPack): Findings {
  for (const [id, action] of Object.entries(pack.actions)) {
    const builtIn = own(LIFECYCLE_ACTIONS, id);
    if (builtIn === undefined) yield unknownName('action', id, KNOWN, ['actions', id], true);
    else
      for (const name of Object.keys(action.fields ?? {}))
        if (own(builtIn.fields, name) === undefined)
          yield unknownName('field', name, Object.keys(builtIn.fields), ['actions', id, 'fields', name], true);
  }
  if (!Object.keys(pack.actions).some((id) => id === 'withdraw' || (id === 'close' && pack.actions['resolve'])))
    yield wrong(
      'never-ends',
      ['actions'],
      '案件无法结束:请授予 resolve 和 close,或 withdraw',
      'no case can ever end: grant resolve and close, or withdraw',
    );
  for (const id of Object.keys(pack.steps))
    for (const [what, ids, zh, en] of TAKEN)
      if (ids.includes(id))
        yield wrongKey(
          `step-shadows-${what}`,
          ['steps', id],
          `"${id}" 是${zh},步骤请另取名`,
          `"${id}" is ${en}; give the step another name`,
        );
  for (const section of ['actions', 'steps'] as const)
    for (const [id, { gate, gateWhen }] of Object.entries(pack[section]))
      if (gateWhen !== undefined && gate === undefined)
        yield wrong('gate-missing', [section, id, 'gateWhen'], 'gateWhen 要与 gate 一起写', 'gateWhen needs a gate');
  if (pack.actions['merge']?.gate !== undefined)
    yield wrong(
      'gate-on-merge',
      ['actions', 'merge', 'gate'],
      '并案不能等待审批',
      'a merge cannot wait for an approval: the other case may move on meanwhile',
    );
}
