import { checkApprovals } from './checkApprovals.ts';
import { checkActions } from './checkActions.ts';
import { checkCaseRules } from './checkCaseRules.ts';
import { checkClasses } from './checkClasses.ts';
import { checkClocks } from './checkClocks.ts';
import { checkLadders, checkWarnings } from './checkLadders.ts';
import { checkMessages } from './checkMessages.ts';
import { checkOrganisation } from './checkOrganisation.ts';
import { checkTime } from './checkTime.ts';
import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import type { Finding } from '../source/fault.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';

/** Everything in a well-shaped pack that cannot work, in the order of the file's parts. */
export function checkPack(pack: AuthoredPack, calendars: CalendarLibrary): readonly Finding[] {
  const findings = [
    checkOrganisation,
    checkActions,
    checkClocks,
    checkWarnings,
    checkLadders,
    checkApprovals,
    checkClasses,
    checkCaseRules,
    checkMessages,
  ].flatMap((check) => [...check(pack)]);
  return [...findings, ...checkTime(pack, calendars)];
}
