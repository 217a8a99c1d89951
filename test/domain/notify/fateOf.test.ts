import { describe, expect, it } from 'vitest';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import type { Delivery } from '../../../domain/notify/delivery.ts';
import { fateOf, type Fate, type Now } from '../../../domain/notify/fateOf.ts';
import { department } from '../../support/rules/openedCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { BASE, Given, HOUR, MINUTE, T0, person } from '../../support/rules/specification.ts';

/** The latest delivery of a case as it stands. */
function told(given: Given): Delivery {
  const found = deliveriesOf(ladderPack, 'c1', BASE, given.state, given.events);
  const [delivery] = found;
  if (delivery === undefined) throw new Error('nothing is told');
  return { ...delivery, items: delivery.items.slice(-1) };
}

/** What becomes of it when the mail server is back and the case stands like that. */
function later(delivery: Delivery, given: Given): Fate {
  const [item] = delivery.items;
  if (item === undefined) throw new Error('nothing is told');
  const since = given.events.filter((event) => event.seq > delivery.seq);
  const noticed = new Map(given.events.map((event) => [event.seq, event]));
  const now: Now | undefined = since.length === 0 ? undefined : { state: given.state, since, noticed };
  return fateOf(delivery, item, now);
}

const boss = person('house-head');
const accepted = (): Given => new Given().when(0, 'accept').when(1, 'escalate');
const warned = (): Given => accepted().whenTimeIs(180);
const lapsed = (): Given => accepted().whenTimeIs(240);

describe('a warning that could not be sent', () => {
  it('goes out while its step is still to do', () => {
    const given = warned();
    expect(told(given).items[0]?.key).toBe('reply/1/warn-75');
    expect(later(told(given), given)).toMatchObject({ since: [] });
    expect(later(told(given), given)).not.toHaveProperty('moot');
    const commented = warned();
    const delivery = told(commented);
    expect(later(delivery, commented.when(190, 'comment'))).not.toHaveProperty('moot');
  });

  it('is moot once the step is done, and says when that was', () => {
    const given = warned();
    const delivery = told(given);
    expect(later(delivery, given.when(200, 'reply')).moot).toEqual({ because: 'done', at: T0 + 200 * MINUTE });
  });

  it('is moot once the clock is paused or cancelled', () => {
    const paused = warned();
    const first = told(paused);
    expect(later(first, paused.when(200, 'pause', { reason: 'mistake' }, boss)).moot).toEqual({
      because: 'paused',
    });
    const withdrawn = warned();
    const second = told(withdrawn);
    expect(later(second, withdrawn.when(200, 'withdraw', { reason: 'mistake' })).moot).toEqual({
      because: 'cancelled',
    });
  });

  it('is told as a lapse once the limit has passed, where the lapse is told to others', () => {
    const given = warned();
    const delivery = told(given);
    const fate = later(delivery, given.whenTimeIs(245));
    expect(fate).not.toHaveProperty('moot');
    expect(fate.clock?.status).toBe('missed');
    expect([delivery.items[0]?.message, fate.item.message]).toEqual(['warning', 'lapsed']);
  });

  it('is told with the due moment as it is now', () => {
    const given = warned();
    const delivery = told(given);
    const fate = later(
      delivery,
      given.when(200, 'extend', { clock: 'reply', until: T0 + 9 * HOUR, reason: 'mistake' }, boss),
    );
    expect(fate).not.toHaveProperty('moot');
    expect(fate.item.dueAt).toBe(T0 + 9 * HOUR);
  });
});

describe('a lapse that could not be sent', () => {
  it('is told all the same, with what has happened since', () => {
    const given = lapsed();
    const delivery = told(given);
    expect(delivery.items[0]?.key).toBe('reply/1/due');
    const fate = later(delivery, given.when(270, 'reply'));
    expect(fate).not.toHaveProperty('moot');
    expect(fate.clock).toMatchObject({ status: 'late', stoppedAt: T0 + 270 * MINUTE });
    expect(fate.since.map((event) => event.type)).toEqual(['StepRecorded']);
  });

  it('is told although a later rung tells the same people', () => {
    const given = lapsed();
    const delivery = told(given);
    const fate = later(delivery, given.whenTimeIs(301));
    expect(fate).not.toHaveProperty('moot');
    expect(fate.since.map((event) => event.type)).toEqual(['LevelChanged']);
  });
});

describe('a rung after the due moment that could not be sent', () => {
  it('is told where the case went up a level, whatever was done since', () => {
    const given = lapsed().whenTimeIs(300);
    const delivery = told(given);
    expect(delivery.items[0]).toMatchObject({ key: 'reply/1/after-1h', escalatedTo: 'group' });
    expect(later(delivery, given.when(310, 'reply'))).not.toHaveProperty('moot');
  });

  const repetition = {
    key: 'reply/1/after-2h',
    message: 'lapsed',
    notify: ['house-head'],
    title: 'Reply',
    at: T0 + 6 * HOUR,
    plannedAt: T0 + 6 * HOUR,
    dueAt: T0 + 4 * HOUR,
  };

  it('gives way to a newer one that tells the same roles, and to none that leaves one out', () => {
    const newest = { ...repetition, key: 'reply/1/after-3h', plannedAt: T0 + 7 * HOUR };
    const items = [repetition, newest];
    expect(fateOf({ items }, repetition, undefined).moot).toEqual({ because: 'newer' });
    expect(fateOf({ items }, newest, undefined)).not.toHaveProperty('moot');
    const wider = { ...repetition, notify: ['house-head', 'desk-head'] };
    expect(fateOf({ items: [wider, newest] }, wider, undefined)).not.toHaveProperty('moot');
    const other = { ...newest, key: 'reply/2/after-3h' };
    expect(fateOf({ items: [repetition, other] }, repetition, undefined)).not.toHaveProperty('moot');
  });

  it('gives way to a newer one of a later decision', () => {
    const given = lapsed().whenTimeIs(301);
    const { state, events } = given;
    const earlier = { ...repetition, key: 'reply/1/after-30m', plannedAt: T0 + 270 * MINUTE };
    const now: Now = { state, since: events, noticed: new Map() };
    expect(fateOf({ items: [earlier] }, earlier, now).moot).toEqual({ because: 'newer' });
  });
});

describe('a notice that could not be sent', () => {
  it('of a dispatch is moot once the department has answered, or another one has it', () => {
    const given = new Given().when(2, 'dispatch', { departments: ['it'] });
    const delivery = told(given);
    expect(later(delivery, given)).not.toHaveProperty('moot');
    expect(later(delivery, given.when(3, 'answer-dispatch', { dispatch: 'd1' }, department)).moot).toEqual({
      because: 'settled',
    });
  });

  it('that asks for an approval is moot once that is decided', () => {
    const given = accepted().when(2, 'pay', { amount: 5 });
    const event = given.events.find((one) => one.type === 'ApprovalRequested');
    const item = { key: `notice/${event?.seq}/ask`, message: 'ask', notify: ['desk-head'], title: 'ask', at: T0 };
    const delivery = { ...told(warned()), seq: given.state.seq, items: [item] };
    const open = later(delivery, given.when(3, 'comment'));
    expect(open).not.toHaveProperty('moot');
    given.when(4, 'reject', { reason: 'mistake' }, person('desk-head'));
    expect(later(delivery, given).moot).toEqual({ because: 'settled' });
  });
});
