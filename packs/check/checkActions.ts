import { checkCondition } from './checkCondition.ts';
import { checkField } from './checkOrganisation.ts';
import { EVENTS } from '../schema/clockSchema.ts';
import { STEP_FACTS } from '../schema/factShapes.ts';
import { checkNames } from './checkNames.ts';
import type { Finding } from '../source/fault.ts';
import { LIFECYCLE_ACTIONS } from '../schema/lifecycleActions.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { reservedName } from '../source/reservedName.ts';
import { unknownName } from '../source/unknownName.ts';
import { own } from '../../domain/values/own.ts';

/** Lifecycle actions and steps: who may, what they take, what they wait for. */
export function* checkActions(pack: AuthoredPack): Generator<Finding> {
  const known = Object.keys(LIFECYCLE_ACTIONS);
  for (const [id, action] of Object.entries(pack.actions)) {
    const builtIn = own(LIFECYCLE_ACTIONS, id);
    if (builtIn === undefined) {
      yield unknownName('action', id, known, ['actions', id], true);
      continue;
    }
    for (const [name, override] of Object.entries(action.fields ?? {})) {
      if (own(builtIn.fields, name) === undefined)
        yield unknownName('field', name, Object.keys(builtIn.fields), ['actions', id, 'fields', name], true);
      yield* checkNames(pack, 'list', override.list, ['actions', id, 'fields', name, 'list']);
    }
    yield* checkGrant(pack, action, ['actions', id]);
  }
  for (const [id, step] of Object.entries(pack.steps)) {
    if (own(LIFECYCLE_ACTIONS, id) !== undefined) {
      yield {
        code: 'step-shadows-action',
        path: ['steps', id],
        key: true,
        zh: `"${id}" 是内置动作,步骤请另取名`,
        en: `"${id}" is a lifecycle action; give the step another name`,
      };
    }
    if (id === 'calendar')
      yield {
        code: 'step-shadows-message',
        path: ['steps', id],
        key: true,
        zh: `"${id}" 是系统消息名,步骤请另取名`,
        en: `"${id}" is a message of the system; give the step another name`,
      };
    if ((EVENTS as readonly string[]).includes(id))
      yield {
        code: 'step-shadows-event',
        path: ['steps', id],
        key: true,
        zh: `"${id}" 是事件名,步骤请另取名`,
        en: `"${id}" is the name of an event; give the step another name`,
      };
    for (const [name, field] of Object.entries(step.fields ?? {})) {
      if (STEP_FACTS.includes(name)) yield reservedName(name, ['steps', id, 'fields', name]);
      yield* checkField(pack, field, ['steps', id, 'fields', name]);
    }
    yield* checkGrant(pack, step, ['steps', id]);
  }
}

type Grant = AuthoredPack['actions'][string] | AuthoredPack['steps'][string];

function* checkGrant(pack: AuthoredPack, action: Grant, path: readonly string[]): Generator<Finding> {
  yield* checkNames(pack, 'role', action.by, [...path, 'by']);
  yield* checkNames(pack, 'approval', action.gate, [...path, 'gate']);
  if (action.gateWhen !== undefined && action.gate === undefined)
    yield {
      code: 'gate-missing',
      path: [...path, 'gateWhen'],
      zh: 'gateWhen 要与 gate 一起写',
      en: 'gateWhen needs a gate',
    };
  yield* checkCondition(pack, action.when, [...path, 'when']);
  yield* checkCondition(pack, action.gateWhen, [...path, 'gateWhen']);
}
