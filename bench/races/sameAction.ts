import { randomUUID } from 'node:crypto';
import type { Race } from './race.ts';

/** Two people close one case at the same moment: one does, the other is told that it is done. */
export const twoPeople: Race = {
  name: 'two-people',
  title: 'two people act on one case at once',
  abreast: 4,
  once: async (bed) => {
    const { no } = await bed.open();
    await bed.act(no, 'resolve', { outcome: 'satisfied' });
    const answers = await Promise.all([
      bed.act(no, 'close', {}, 'handler-renminlu'),
      bed.act(no, 'close', {}, 'head-renminlu'),
    ]);
    const closed = (await bed.log(no)).filter((event) => event.type === 'CaseClosed');
    const statuses = answers.map((answer) => answer.status).toSorted((a, b) => a - b);
    if (closed.length !== 1 || statuses[0] !== 200 || statuses[1] !== 409)
      return { disagreement: `${no}: answered ${statuses.join(' and ')}, closed ${closed.length} times` };
    const winner = answers[0]?.status === 200 ? 'handler-renminlu' : 'head-renminlu';
    if (closed[0]?.actor.id !== winner)
      return { disagreement: `${no}: ${winner} was told 200, the log names ${closed[0]?.actor.id}` };
    return { outcome: 'one of them' };
  },
};

/** The same request on two connections, as after a lost answer: one event, the same answer. */
export const sameKeyTwice: Race = {
  name: 'same-key-twice',
  title: 'the same request on two connections',
  abreast: 4,
  once: async (bed) => {
    const { no } = await bed.open();
    const key = randomUUID();
    const ask = (): ReturnType<typeof bed.act> =>
      bed.act(no, 'reply', { outcome: 'explained' }, 'handler-renminlu', key);
    const answers = await Promise.all([ask(), ask()]);
    const replies = (await bed.log(no)).filter((event) => event.type === 'StepRecorded').length;
    await bed.act(no, 'withdraw', { reason: 'duplicate' });
    const told = answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`);
    const same = new Set(told).size === 1 && answers.every((answer) => answer.status === 200);
    return same && replies === 1
      ? { outcome: 'once' }
      : { disagreement: `${no}: answered ${told.join(' and ')}, recorded ${replies} times` };
  },
};
