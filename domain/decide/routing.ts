import type { Intake } from '../case/command.ts';
import { matches } from '../pack/condition.ts';
import type { FactValue, Facts } from '../pack/condition.ts';
import { channelFact } from '../case/facts.ts';
import { escalationTarget } from './lapse.ts';
import type { RouteDef } from '../pack/caseRules.ts';
import { own } from '../values/own.ts';
import type { EnginePack } from '../pack/pack.ts';

/** The first row of the pack's routing that fits a new case. Asked before the case exists, so of its intake alone. */
export function routeOf(pack: EnginePack, intake: Intake): RouteDef | undefined {
  return pack.routing?.find((row) => matches(row.when, intakeFacts(pack, intake)));
}

/** Level at which a case opens: its route's, else its channel's; a repeat opens higher where the pack says so. */
export function openingLevel(pack: EnginePack, intake: Intake, route: RouteDef | undefined): string {
  const level = route?.entry ?? own(pack.channels, intake.channel)?.entry ?? '';
  const raised = intake.repeatOf === undefined ? undefined : escalationTarget(pack, level, pack.repeat?.escalate);
  return raised ?? level;
}

/** What routing may ask: the intake's fields and what is known at the door. */
function intakeFacts(pack: EnginePack, intake: Intake): Facts {
  const channel: FactValue = channelFact(pack, intake.channel);
  return {
    ...(intake.fields as Facts),
    object: intake.object,
    category: intake.category,
    channel,
    channels: [channel],
    unit: intake.unit,
    anonymous: intake.anonymous,
    repeat: intake.repeatOf !== undefined,
    representatives: intake.representatives ?? 0,
  };
}
