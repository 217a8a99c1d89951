import type { Intake } from '../case/command.ts';
import { matches } from '../pack/condition.ts';
import { intakeFacts } from '../case/facts.ts';
import { levelRank } from '../case/factValues.ts';
import type { RouteDef } from '../pack/caseRules.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';

/** The first match at intake, when there is no case yet. */
export function routeOf(pack: EnginePack, intake: Intake): RouteDef | undefined {
  const facts = intakeFacts(pack, intake);
  return pack.routing?.find(
    (row) => (row.field === undefined || unitOf(row, intake) !== undefined) && matches(row.when, facts),
  );
}

/** The unit that a route gives the case to, by its name or by a field. */
export function unitOf({ unit, field }: RouteDef, { fields }: Pick<Intake, 'fields'>): string | undefined {
  const named = field === undefined ? undefined : own(fields, field);
  return typeof named === 'string' ? named : unit;
}

/** Of the route, else of the channel; a repeat opens higher where the pack says so. */
export function openingLevel(pack: EnginePack, intake: Intake, route: RouteDef | undefined): string {
  const level = route?.entry ?? own(pack.channels, intake.channel)?.entry ?? '';
  const raised = intake.repeatOf === undefined ? undefined : escalationTarget(pack, level, pack.repeat?.escalate);
  return raised ?? level;
}

/** Only upwards; `undefined` when the case is there already. */
export function escalationTarget(pack: EnginePack, level: string, escalate: string | undefined): string | undefined {
  if (escalate === undefined) return undefined;
  const rank = levelRank(pack, level);
  const target = escalate === 'next' ? rank + 1 : levelRank(pack, escalate);
  return target > rank ? pack.levels[target]?.id : undefined;
}
