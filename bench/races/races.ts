import { approveAndWithdraw } from './approveAndWithdraw.ts';
import { closeWhileRetrying } from './closeWhileRetrying.ts';
import { escalateAndAssign, reopenWhileDraining } from './moves.ts';
import type { Race } from './race.ts';
import { resolveAtDue } from './resolveAtDue.ts';
import { sameKeyTwice, twoPeople } from './sameAction.ts';

/** Every race, with its share of the tries: the first is the one that a bank will be asked about. */
export const RACES: readonly { readonly race: Race; readonly share: number }[] = [
  { race: resolveAtDue, share: 1 },
  { race: twoPeople, share: 0.04 },
  { race: sameKeyTwice, share: 0.04 },
  { race: approveAndWithdraw, share: 0.04 },
  { race: escalateAndAssign, share: 0.04 },
  { race: reopenWhileDraining, share: 0.04 },
  { race: closeWhileRetrying, share: 0.001 },
];
