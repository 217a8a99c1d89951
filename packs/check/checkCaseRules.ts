import { own } from '../../domain/values/own.ts';
import { kindOf, type AuthoredLimit } from '../schema/clockSchema.ts';
import { isIntakeFact } from '../schema/factShapes.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, wrongKey, type Findings, type Path } from '../source/fault.ts';

export function* checkCaseRules(pack: AuthoredPack): Findings {
  if (pack.pauses === undefined && pack.actions['pause'] !== undefined)
    yield wrongKey(
      'action-without-pause',
      ['actions', 'pause'],
      '没有可用的暂停种类,请在 pauses 写出种类及其可暂停的时限',
      'nothing could be paused: say under pauses which kinds there are and which clocks they stop',
    );
  for (const [id, pause] of Object.entries(pack.pauses ?? {})) yield* checkPause(pack, pause, ['pauses', id]);
  yield* checkRouting(pack);
}

function* checkPause(
  pack: AuthoredPack,
  { clocks, max, reasons }: NonNullable<AuthoredPack['pauses']>[string],
  path: Path,
): Findings {
  const action = pack.actions['pause'];
  if (reasons !== undefined && action !== undefined && action.fields?.['reason']?.list === undefined)
    yield wrong(
      'pause-reason-not-asked',
      [...path, 'reasons'],
      '请在 actions.pause.fields.reason 写 list,否则无处填写原因',
      'nobody could give a reason: name a list at actions.pause.fields.reason',
    );
  for (const needed of ['pause', 'resume'])
    if (own(pack.actions, needed) === undefined)
      yield wrongKey(
        'pause-without-action',
        path,
        `actions 里没有 ${needed},这种暂停用不了`,
        `nobody can use this pause: grant the action ${needed}`,
      );
  if (max === undefined) return;
  const unit = unitOf(max);
  const other = clocks.find((id) => {
    const clock = own(pack.clocks, id);
    return clock !== undefined && unitOf(clock.limit) !== unit;
  });
  if (unit === undefined)
    yield wrong(
      'max-no-unit',
      [...path, 'max'],
      '上限应为 hours、minutes、days、weeks、workingDays 或 businessHours',
      'a maximum is in hours, minutes, days, weeks, working days or business hours',
    );
  else if (other !== undefined)
    yield wrong(
      'max-other-unit',
      [...path, 'max'],
      `上限的单位与时限 "${other}" 不同`,
      `the maximum is in another unit than clock "${other}"`,
    );
}

function unitOf(limit: AuthoredLimit): string | undefined {
  const kind = kindOf(limit);
  if (kind === 'hours' || kind === 'minutes') return 'time';
  if (kind === 'days' || kind === 'weeks') return 'days';
  return kind === 'workingDays' || kind === 'businessHours' ? kind : undefined;
}

function* checkRouting(pack: AuthoredPack): Findings {
  for (const [index, { assign, when }] of (pack.routing ?? []).entries()) {
    for (const fact of factsNamed(when))
      if (!isIntakeFact(fact))
        yield wrong(
          'not-at-intake',
          ['routing', index, 'when'],
          `登记时还不知道 "${fact}"`,
          `"${fact}" is not known when a case is registered`,
        );
    if (
      typeof assign === 'object' &&
      'field' in assign &&
      !['unit', undefined].includes(own(pack.fields, assign.field)?.type)
    )
      yield wrong(
        'assign-field-not-unit',
        ['routing', index, 'assign', 'field'],
        `字段 "${assign.field}" 不是 unit 类型,不能分派到机构`,
        `field "${assign.field}" is not of type unit, so it names no unit to assign`,
      );
    if (typeof assign === 'string' && own(pack.roles, assign)?.follows !== undefined)
      yield wrong(
        'assign-to-follower',
        ['routing', index, 'assign'],
        `角色 "${assign}" 由案件决定,不能指派`,
        `role "${assign}" follows the case, so it cannot be assigned one`,
      );
  }
}

function factsNamed(condition: unknown): readonly string[] {
  if (Array.isArray(condition)) return condition.flatMap(factsNamed);
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([key, part]) =>
    ['any', 'all', 'not'].includes(key) ? factsNamed(part) : [key],
  );
}
