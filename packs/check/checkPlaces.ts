import { own } from '../../domain/values/own.ts';
import { packNames } from '../schema/packNames.ts';
import { packSchema, type AuthoredPack } from '../schema/packSchema.ts';
import { placesOf } from '../schema/placesOf.ts';
import { wrongKey, unknownName, type Finding, type Findings, type Path } from '../source/fault.ts';
import { checkCondition } from './checkCondition.ts';
import { checkDefinition } from './checkDefinition.ts';
import { checkInstant, checkLimit } from './checkLimit.ts';
import { checkRows } from './checkRows.ts';
import { checkTrigger } from './checkTrigger.ts';

type Check = (pack: AuthoredPack, value: never, path: Path) => Iterable<Finding>;

/** Other sorts of the schema are names. */
const CHECKS: Readonly<Record<string, Check>> = {
  condition: checkCondition,
  definition: checkDefinition,
  instant: checkInstant,
  limit: checkLimit,
  rows: checkRows,
  trigger: checkTrigger,
};

const TO_BE_USED = [
  ['ladders', 'ladder', '没有时限使用这个阶梯', 'no clock uses this ladder'],
  ['approvals', 'approval', '没有动作需要这项审批', 'no action waits for this approval'],
] as const;

/** Each part by its meaning in the schema; no name may be unknown. */
export function* checkPlaces(pack: AuthoredPack): Findings {
  const used = new Set<string>();
  for (const { sort, also = [], value, path } of placesOf(packSchema, pack)) {
    const check = own(CHECKS, sort);
    if (check !== undefined) {
      yield* check(pack, value as never, path);
      continue;
    }
    const name = value as string;
    const names = packNames(pack, sort);
    if (!also.includes(name) && own(names, name) === undefined)
      yield unknownName(sort, name, [...also, ...Object.keys(names)], path);
    used.add(`${sort} ${name}`);
  }
  for (const [section, sort, zh, en] of TO_BE_USED)
    for (const id of Object.keys(pack[section]))
      if (!used.has(`${sort} ${id}`)) yield wrongKey(`unused-${sort}`, [section, id], zh, en);
}
