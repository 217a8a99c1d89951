import { describe, expect, it } from 'vitest';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import type { CaseState, ClockState } from '../../../domain/case/state.ts';
import type { Delivery, Notification } from '../../../domain/notify/delivery.ts';
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

/** A notification of the clock, due after four hours, of which the handler is warned after three. */
const rung = (over: Partial<Notification>): Notification => ({
  key: 'reply/1/warn-75',
  message: 'warning',
  notify: ['handler'],
  title: 'Reply',
  at: T0 + 3 * HOUR,
  plannedAt: T0 + 3 * HOUR,
  dueAt: T0 + 4 * HOUR,
  ...over,
});
const due = (over: Partial<Notification> = {}): Notification =>
  rung({ key: 'reply/1/due', message: 'lapsed', notify: ['boss'], plannedAt: T0 + 4 * HOUR, ...over });
/** Of no rung. */
const notice = (key: string): Notification => ({ key, message: 'ask', notify: ['handler'], title: 'ask', at: T0 });

const event = (type: RecordedEvent['type'], data: object): RecordedEvent =>
  ({ id: 'e', seq: 9, at: T0 + 5 * HOUR, actor: person('clock'), type, data }) as unknown as RecordedEvent;
/** That a rung of the clock fired, planned for so many hours after the start. */
const fired = (hours: number, message: string, over: object = {}): RecordedEvent =>
  event('RungFired', {
    clock: 'reply',
    occurrence: 1,
    rung: 'r',
    dueAt: T0 + hours * HOUR,
    message,
    notify: ['boss'],
    ...over,
  });

/** The case with its clock like that and nothing else but what is said. */
function nowIs(clock: Partial<ClockState>, over: Partial<CaseState> = {}, since: Now['since'] = []): Now {
  const reply = { clock: 'reply', occurrence: 1, startedAt: T0, dueAt: T0 + 4 * HOUR, because: [], ...clock };
  const state = { ...new Given().state, clocks: [reply as ClockState], ...over };
  return { state, since, noticed: new Map(since.map((one) => [one.seq, one])) };
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

  it('is told in the words in which that very limit is told: not of another rung, level or clock', () => {
    const since = [
      fired(4, 'other', { clock: 'file' }),
      fired(3.5, 'nearer'),
      fired(4, 'up'),
      event('LevelChanged', { clock: 'reply', from: 'desk', to: 'house' }),
      fired(4, 'in words of its own'),
    ];
    const warning = rung({});
    const lapsedSince = fateOf({ items: [warning] }, warning, nowIs({ status: 'missed' }, {}, since));
    expect([lapsedSince.item.message, lapsedSince.item.dueAt]).toEqual(['in words of its own', T0 + 4 * HOUR]);
    // Told together with its lapse: that one's words.
    const items = [
      warning,
      due({ key: 'file/1/due', message: 'other' }),
      due({ message: 'up', escalatedTo: 'house' }),
      due({ message: 'of this one' }),
    ];
    expect(fateOf({ items }, warning, nowIs({ status: 'missed' })).item.message).toBe('of this one');
    // A limit that runs again has not passed.
    const running = fateOf({ items }, warning, nowIs({ status: 'running' }, {}, since));
    expect(running.item.message).toBe('warning');
    // Nobody says of a repetition that it is the lapse.
    const again = due({ key: 'reply/1/after-1h', message: 'again', plannedAt: T0 + 5 * HOUR });
    expect(fateOf({ items: [again] }, again, nowIs({ status: 'missed' }, {}, since)).item).toBe(again);
  });

  it('is moot once the step is done after the limit, too', () => {
    const given = warned();
    const delivery = told(given);
    expect(later(delivery, given.whenTimeIs(245).when(270, 'reply')).moot).toEqual({
      because: 'done',
      at: T0 + 270 * MINUTE,
    });
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

describe('what is told where nothing has happened since', () => {
  it.each([
    ['a warning', rung({})],
    ['a lapse', due()],
    ['a notice', notice('notice/1/share')],
  ])('%s goes out as it is', (_, item) => {
    expect(fateOf({ items: [item] }, item, undefined)).toStrictEqual({ item, since: [] });
  });

  it('is not that another clock was moved, but that its own was', () => {
    const own = event('ClockMoved', { clock: 'reply', occurrence: 1 });
    const since = [own, event('ClockMoved', { clock: 'file', occurrence: 1 }), event('ClassChanged', {})];
    expect(fateOf({ items: [due()] }, due(), nowIs({ status: 'missed' }, {}, since)).since).toEqual([own]);
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

  it('gives way to two newer ones that tell its roles between them', () => {
    const wide = { ...repetition, notify: ['house-head', 'desk-head'] };
    const one = { ...repetition, key: 'reply/1/after-3h', plannedAt: T0 + 7 * HOUR };
    const other = { ...one, key: 'reply/1/after-4h', plannedAt: T0 + 8 * HOUR, notify: ['desk-head'] };
    expect(fateOf({ items: [wide, one, other] }, wide, undefined).moot).toEqual({ because: 'newer' });
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

  const ask = notice('notice/9/ask');
  const fate = (now: Now): Fate => fateOf({ items: [ask] }, ask, now);
  const settled = { moot: { because: 'settled' } };

  it('that asks for an approval is moot by that very request', () => {
    const approvals = [
      { request: 'a', status: 'completed' },
      { request: 'b', status: 'pending' },
    ] as unknown as CaseState['approvals'];
    const asked = (request: string): Now => nowIs({}, { approvals }, [event('ApprovalRequested', { request })]);
    expect(fate(asked('a'))).toMatchObject(settled);
    expect(fate(asked('b'))).not.toHaveProperty('moot');
  });

  it('of a dispatch goes out while that very department owes its answer, or where nobody knows of the dispatch', () => {
    const dispatches = [
      { id: 'd1', status: 'answered', department: 'it' },
      { id: 'd2', status: 'open', department: 'cards' },
    ] as unknown as CaseState['dispatches'];
    const sent = (dispatch: string, dept: string, type: RecordedEvent['type'] = 'DepartmentDispatched'): Now =>
      nowIs({}, { dispatches }, [event(type, { dispatch, department: dept })]);
    expect(fate(sent('d2', 'cards'))).not.toHaveProperty('moot');
    expect(fate(sent('d9', 'cards'))).not.toHaveProperty('moot');
    // It has gone to another one.
    expect(fate(sent('d2', 'it'))).toMatchObject(settled);
    expect(fate(sent('d1', 'it'))).toMatchObject(settled);
    // That a department has answered is told although nobody waits for it any more.
    expect(fate(sent('d1', 'it', 'DispatchAnswered'))).not.toHaveProperty('moot');
  });

  it('that is of no event of the case goes out', () => {
    const extended = notice('reply/1/extension-5');
    expect(fateOf({ items: [extended] }, extended, nowIs({ status: 'running' }))).toStrictEqual({
      item: extended,
      since: [],
    });
  });
});
