import type { CalendarLibrary } from '../calendar/calendarLibrary.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import type { Finding } from '../source/fault.ts';
import { checkActions } from './checkActions.ts';
import { checkApprovals } from './checkApprovals.ts';
import { checkCaseRules } from './checkCaseRules.ts';
import { checkClocks } from './checkClocks.ts';
import { checkExpected } from './checkExpected.ts';
import { checkFrame } from './checkFrame.ts';
import { checkLadders } from './checkLadders.ts';
import { checkMessages } from './checkMessages.ts';
import { checkPlaces } from './checkPlaces.ts';

const CHECKS = [
  checkFrame,
  checkPlaces,
  checkExpected,
  checkActions,
  checkClocks,
  checkLadders,
  checkApprovals,
  checkCaseRules,
  checkMessages,
];

/** What cannot work in a pack of the right shape. */
export function checkPack(pack: AuthoredPack, calendars: CalendarLibrary): readonly Finding[] {
  return CHECKS.flatMap((check) => [...check(pack, calendars)]);
}
