import type { Race } from './race.ts';
import { pause, QUICK } from './raceBed.ts';

/**
 * The outlet's hour is up while the case is being handed to another outlet: it is at the branch once, and belongs to
 * whom it was given.
 */
export const escalateAndAssign: Race = {
  name: 'escalate-and-assign',
  title: 'an escalation while a re-assignment is in flight',
  abreast: 8,
  once: async (bed, random) => {
    const { no, due } = await bed.open(QUICK);
    await pause(Math.max(0, (due.get('outlet') ?? 0) + (random() - 0.5) * 60 - Date.now()));
    const answer = await bed.act(
      no,
      'assign',
      { unit: 'outlet-jiefanglu', handler: 'handler-jiefanglu' },
      'head-renminlu',
    );
    const deadline = Date.now() + 10_000;
    let log = await bed.log(no);
    while (!log.some((event) => event.type === 'LevelChanged') && Date.now() < deadline) {
      await pause(50);
      log = await bed.log(no);
    }
    const up = log.filter((event) => event.type === 'LevelChanged' && event.data.to === 'branch').length;
    const assigned = log.filter((event) => event.type === 'HandlerAssigned').length;
    await bed.act(no, 'withdraw', { reason: 'duplicate' }, 'branch-group-1');
    if (answer.status !== 200 || assigned !== 1 || up !== 1)
      return {
        disagreement: `${no}: assignment answered ${answer.status}, recorded ${assigned} times, escalated ${up} times`,
      };
    const first =
      log.findIndex((event) => event.type === 'LevelChanged') <
      log.findIndex((event) => event.type === 'HandlerAssigned');
    return { outcome: first ? 'escalated first' : 'assigned first' };
  },
};

/** A reopening that comes while the run that has just ended drains: the case is open again, once, in one log. */
export const reopenWhileDraining: Race = {
  name: 'reopen-while-draining',
  title: 'a reopening while the old run drains',
  abreast: 4,
  once: async (bed, random) => {
    const { no } = await bed.open();
    for (const [action, fields] of [
      ['reply', {}],
      ['report', {}],
      ['resolve', { outcome: 'satisfied' }],
      ['close', {}],
    ] as const)
      await bed.act(no, action, fields);
    await pause(random() * 120);
    const answer = await bed.act(no, 'reopen', { reason: 'new-facts' }, 'head-renminlu');
    const log = await bed.log(no);
    const reopened = log.filter((event) => event.type === 'CaseReopened').length;
    const gapless = log.every((event, index) => event.seq === index + 1);
    await bed.act(no, 'withdraw', { reason: 'duplicate' });
    if (answer.status !== 200 || reopened !== 1 || !gapless || answer.body['stage'] !== 'accepted')
      return {
        disagreement:
          `${no}: reopening answered ${answer.status}, recorded ${reopened} times, stage ` +
          String(answer.body['stage']),
      };
    return { outcome: 'open again' };
  },
};
