import { describe, expect, it } from 'vitest';
import { upcomingNotifications } from '../../../domain/notify/upcomingNotifications.ts';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, Given, HOUR, person, T0 } from '../../support/rules/specification.ts';

/**
 * The reply is owed by the whole case, and its lapse is told to the heads of the departments that owe a share of it.
 */
const pack: EnginePack = {
  ...ladderPack,
  ladders: {
    ...ladderPack.ladders,
    reply: [{ id: 'due', at: { kind: 'offset', ms: 0 }, notify: ['department-head', 'house-head'], message: 'lapsed' }],
  },
};
const reply = (given: Given): readonly (string | undefined)[] =>
  upcomingNotifications(pack, given.state)
    .filter((one) => one.role === 'department-head' && one.at === T0 + 4 * HOUR)
    .map((one) => one.department);
/** Whom the delivery asks once the reply has lapsed. */
const told = (given: Given): readonly string[] | undefined =>
  deliveriesOf(pack, 'c1', BASE, given.state, given.events)
    .flatMap((one) => one.items)
    .find((item) => item.key === 'reply/1/due')?.departments;

describe('whom a rung of the whole case will tell', () => {
  it('are the heads of the departments that still owe an answer, each once, as the delivery asks for them', () => {
    const given = new Given({ pack })
      .when(1, 'dispatch', { departments: ['it', 'law', 'ops'] })
      .when(2, 'answer-dispatch', { dispatch: 'd2' }, person('department-head'));
    expect(reply(given)).toEqual(['it', 'ops']);
    expect(told(given.whenTimeIs(240))).toEqual(['it', 'ops']);
  });

  it('is the role without a department where none owes an answer: whoever stands in for it is looked for', () => {
    const given = new Given({ pack });
    expect(upcomingNotifications(pack, given.state).find((one) => one.role === 'department-head')).toStrictEqual({
      role: 'department-head',
      unit: 'desk-a',
      at: T0 + 4 * HOUR,
    });
    expect(told(given.whenTimeIs(240))).toBeUndefined();
  });

  it('is each role at each of its moments, as who is there may differ, and once at one moment', () => {
    const at = (role: string, given = new Given()): readonly number[] =>
      upcomingNotifications(ladderPack, given.state)
        .filter((one) => one.role === role)
        .map((one) => (one.at - T0) / HOUR);
    expect(at('house-head')).toEqual([1, 1.5, 4, 5]);
    expect(at('handler')).toEqual([3]);
    expect(at('department-head', new Given().when(0, 'dispatch', { departments: ['it'] }))).toEqual([2]);
  });
});
