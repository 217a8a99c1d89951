import { checkCondition } from './checkCondition.ts';
import type { AuthoredLimit } from '../schema/clockSchema.ts';
import { isIntakeFact } from '../schema/factShapes.ts';
import { checkNames } from './checkNames.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { own } from '../../domain/values/own.ts';

type Path = readonly (string | number)[];

/** Pauses, extensions, access, routing, repeats and representatives. */
export function* checkCaseRules(pack: AuthoredPack): Generator<Finding> {
  yield* checkPauses(pack);
  for (const [id, clock] of Object.entries(pack.clocks)) yield* checkExtension(pack, clock, ['clocks', id]);
  for (const [index, row] of (pack.access ?? []).entries()) {
    yield* checkCondition(pack, row.when, ['access', index, 'when']);
    yield* checkNames(pack, 'role', row.roles, ['access', index, 'roles']);
  }
  yield* checkRouting(pack);
  yield* checkNames(pack, 'level', pack.repeat?.escalate, ['repeat', 'escalate'], ['next']);
  yield* checkNames(pack, 'list', pack.representatives?.authority, ['representatives', 'authority']);
  yield* checkRecusing(pack.fields, ['fields']);
  for (const [id, step] of Object.entries(pack.steps)) yield* checkRecusing(step.fields ?? {}, ['steps', id, 'fields']);
  if (pack.actions['merge']?.gate !== undefined)
    yield {
      code: 'gate-on-merge',
      path: ['actions', 'merge', 'gate'],
      zh: '并案不能等待审批',
      en: 'a merge cannot wait for an approval: the other case may move on meanwhile',
    };
}

function* checkRecusing(fields: AuthoredPack['fields'], path: Path): Generator<Finding> {
  for (const [name, field] of Object.entries(fields)) {
    if (field.recused === true && field.type !== 'person')
      yield {
        code: 'recused-not-person',
        path: [...path, name, 'recused'],
        zh: '只有 person 类型的字段可以回避',
        en: 'only a field of type person can name somebody to keep away',
      };
  }
}

function* checkPauses(pack: AuthoredPack): Generator<Finding> {
  if (pack.pauses === undefined && own(pack.actions, 'pause') !== undefined)
    yield {
      code: 'action-without-pause',
      path: ['actions', 'pause'],
      key: true,
      zh: '没有可用的暂停种类,请在 pauses 写出种类及其可暂停的时限',
      en: 'nothing could be paused: say under pauses which kinds there are and which clocks they stop',
    };
  for (const [id, pause] of Object.entries(pack.pauses ?? {})) {
    const path = ['pauses', id];
    yield* checkNames(pack, 'clock', pause.clocks, [...path, 'clocks']);
    yield* checkNames(pack, 'list', pause.reasons, [...path, 'reasons']);
    if (
      pause.reasons !== undefined &&
      pack.actions['pause'] !== undefined &&
      pack.actions['pause'].fields?.['reason']?.list === undefined
    )
      yield {
        code: 'pause-reason-not-asked',
        path: [...path, 'reasons'],
        zh: '请在 actions.pause.fields.reason 写 list,否则无处填写原因',
        en: 'nobody could give a reason: name a list at actions.pause.fields.reason',
      };
    yield* checkNames(pack, 'approval', pause.gate, [...path, 'gate']);
    for (const action of ['pause', 'resume'] as const) {
      if (own(pack.actions, action) === undefined)
        yield {
          code: 'pause-without-action',
          path,
          key: true,
          zh: `actions 里没有 ${action},这种暂停用不了`,
          en: `nobody can use this pause: grant the action ${action}`,
        };
    }
    if (pause.max === undefined) continue;
    const unit = unitOf(pause.max);
    const other = pause.clocks.find((id) => {
      const clock = own(pack.clocks, id);
      return clock !== undefined && unitOf(clock.limit) !== unit;
    });
    if (unit === 'other')
      yield {
        code: 'max-no-unit',
        path: [...path, 'max'],
        zh: '上限应为 hours、minutes、days、weeks、workingDays 或 businessHours',
        en: 'a maximum is in hours, minutes, days, weeks, working days or business hours',
      };
    else if (other !== undefined)
      yield {
        code: 'max-other-unit',
        path: [...path, 'max'],
        zh: `上限的单位与时限 "${other}" 不同`,
        en: `the maximum is in another unit than clock "${other}"`,
      };
  }
}

function* checkExtension(pack: AuthoredPack, clock: AuthoredPack['clocks'][string], path: Path): Generator<Finding> {
  if (clock.extendable === undefined) return;
  const { gate, notice } = clock.extendable;
  yield* checkNames(pack, 'approval', gate, [...path, 'extendable', 'gate']);
  yield* checkNames(pack, 'message', notice, [...path, 'extendable', 'notice']);
  if (notice !== undefined && !Object.values(pack.roles).some((role) => role.follows === 'complainant'))
    yield {
      code: 'notice-to-nobody',
      path: [...path, 'extendable', 'notice'],
      zh: '没有 follows: complainant 的角色,通知无人收',
      en: 'no role follows the complainant, so the notice would reach nobody',
    };
  if (pack.actions['extend'] === undefined)
    yield {
      code: 'extension-without-action',
      path: [...path, 'extendable'],
      zh: 'actions 里没有 extend,无法延期',
      en: 'nobody can extend this clock: grant the action extend',
    };
}

function* checkRouting(pack: AuthoredPack): Generator<Finding> {
  for (const [index, row] of (pack.routing ?? []).entries()) {
    const path = ['routing', index];
    yield* checkCondition(pack, row.when, [...path, 'when']);
    for (const fact of factsNamed(row.when)) {
      if (!isIntakeFact(fact))
        yield {
          code: 'not-at-intake',
          path: [...path, 'when'],
          zh: `登记时还不知道 "${fact}"`,
          en: `"${fact}" is not known when a case is registered`,
        };
    }
    yield* checkNames(pack, 'level', row.entry, [...path, 'entry']);
    if (typeof row.assign !== 'string') continue;
    const role = own(pack.roles, row.assign);
    yield* checkNames(pack, 'role', row.assign, [...path, 'assign']);
    if (role?.follows !== undefined)
      yield {
        code: 'assign-to-follower',
        path: [...path, 'assign'],
        zh: `角色 "${row.assign}" 由案件决定,不能指派`,
        en: `role "${row.assign}" follows the case, so it cannot be assigned one`,
      };
  }
}

function factsNamed(condition: unknown): readonly string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([key, part]) => {
    if (key === 'not') return factsNamed(part);
    return key === 'any' || key === 'all' ? (Array.isArray(part) ? part.flatMap(factsNamed) : []) : [key];
  });
}

function unitOf(limit: AuthoredLimit): 'ms' | 'days' | 'working-days' | 'business-hours' | 'other' {
  if (limit.hours !== undefined || limit.minutes !== undefined) return 'ms';
  if (limit.days !== undefined || limit.weeks !== undefined || limit.months !== undefined)
    return limit.months === undefined ? 'days' : 'other';
  if (limit.businessHours !== undefined) return 'business-hours';
  return limit.workingDays === undefined ? 'other' : 'working-days';
}
