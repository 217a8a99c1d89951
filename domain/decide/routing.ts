import type { Intake } from '../case/command.ts';
import { matches } from '../pack/condition.ts';
import { intakeFacts } from '../case/facts.ts';
import { escalationTarget } from './lapse.ts';
import type { RouteDef } from '../pack/caseRules.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';

/** The first row of the pack's routing that fits a new case. Asked before the case exists, so of its intake alone. */
export function routeOf(pack: EnginePack, intake: Intake): RouteDef | undefined {
  const facts = intakeFacts(pack, intake);
  return pack.routing?.find((row) => matches(row.when, facts));
}

/** Level at which a case opens: its route's, else its channel's; a repeat opens higher where the pack says so. */
export function openingLevel(pack: EnginePack, intake: Intake, route: RouteDef | undefined): string {
  const level = route?.entry ?? own(pack.channels, intake.channel)?.entry ?? '';
  const raised = intake.repeatOf === undefined ? undefined : escalationTarget(pack, level, pack.repeat?.escalate);
  return raised ?? level;
}
