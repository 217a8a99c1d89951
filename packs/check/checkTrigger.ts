import { TRIGGER_EVENTS } from '../../domain/pack/clockDef.ts';
import { own } from '../../domain/values/own.ts';
import { triggerName, type AuthoredTrigger } from '../schema/clockSchema.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, unknownName, type Findings, type Path } from '../source/fault.ts';

/** The only action behind an event: it never comes when the pack does not grant that. */
export const PRODUCED_BY: Readonly<Record<string, string>> = {
  refused: 'refuse',
  assigned: 'assign',
  dispatched: 'dispatch',
  'dispatch-answered': 'answer-dispatch',
  'dispatch-rerouted': 're-route',
  'dispatch-refused': 'refuse-dispatch',
  resolved: 'resolve',
  closed: 'close',
  reopened: 'reopen',
  withdrawn: 'withdraw',
  merged: 'merge',
  'channel-added': 'add-channel',
  linked: 'link',
  reclassified: 'reclassify',
};

/** What starts or stops a clock, or gives a notice, can happen. */
export function* checkTrigger(pack: AuthoredPack, trigger: AuthoredTrigger, path: Path): Findings {
  if (typeof trigger !== 'string' && 'step' in trigger) return;
  const name = triggerName(trigger);
  if (!TRIGGER_EVENTS.some((event) => event === name)) {
    if (own(pack.steps, name) === undefined)
      yield unknownName('step', name, [...Object.keys(pack.steps), ...TRIGGER_EVENTS], path);
  } else if (!canHappen(pack, name)) {
    const action = own(PRODUCED_BY, name) ?? '';
    yield wrong(
      'event-never-happens',
      path,
      `事件 "${name}" 不会发生:actions 里没有 ${action}`,
      `"${name}" never happens: no action produces it (grant ${action})`,
    );
  }
  if (typeof trigger !== 'string' && trigger.level !== undefined && trigger.event !== 'level-entered')
    yield wrong(
      'level-not-expected',
      [...path, 'level'],
      'level 只用于 level-entered',
      'level goes with level-entered only',
    );
}

function canHappen(pack: AuthoredPack, event: string): boolean {
  if (event === 'promised') return pack.actions['promise'] !== undefined || pack.fields['promisedAt'] !== undefined;
  if (event === 'accepted') return pack.acceptance === 'at-registration' || pack.actions['accept'] !== undefined;
  if (event === 'approval-requested') return Object.keys(pack.approvals).length > 0;
  const action = own(PRODUCED_BY, event);
  return action === undefined || own(pack.actions, action) !== undefined;
}
