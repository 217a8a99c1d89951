import { describe, expect, it } from 'vitest';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import { afterCounted, countedBetween } from '../../../domain/limits/countedTime.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { dueAfterPause } from '../../support/rules/dueAfterPause.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const DAY = 24 * 60;
const house = person('house-head');
const opened = (): Given => new Given({ pack: ledgerPack });

describe('a pause of a kind', () => {
  it('stops the clocks that the kind lists and no other', () => {
    const given = opened().when(10, 'pause', { kind: 'outside', reason: 'court' }, house);
    expect(given.state.clocks.filter((clock) => clock.status === 'paused').map((clock) => clock.clock)).toEqual([
      'reply',
    ]);
    given.whenTimeIs(100).when(130, 'resume', {}, house);
    expect(given.clock('reply')).toMatchObject({ status: 'running', dueAt: T0 + 6 * HOUR });
    expect(given.clock('reply').because.at(-1)).toMatchObject({ reason: 'pause', detail: 'court' });
  });

  it('never stops what is owed by law unless it lists that clock, and then only with the approval that it asks for', () => {
    const given = opened().when(10, 'pause', { kind: 'hearing', reason: 'court' }, house);
    expect(given.state.paused).toBeUndefined();
    given.when(20, 'approve', {}, person('desk-head'));
    expect(given.clock('law').status).toBe('paused');
    expect(given.clock('fixed').status).toBe('running');
    given.when(20 + 2 * DAY, 'resume', {}, house);
    expect(given.clock('law').because.at(-1)).toMatchObject({ reason: 'pause', by: ['desk-head-1'] });
  });

  it('names its kind where there are several, and a reason of its list', () => {
    opened()
      .thenRefused(1, 'pause', 'pause-kind-unknown', { reason: 'court' }, house)
      .thenRefused(1, 'pause', 'pause-kind-unknown', { kind: 'lunch', reason: 'court' }, house)
      .thenRefused(1, 'pause', 'field-invalid', { kind: 'outside', reason: 'weather' }, house);
  });

  it('is known by its reason where only one kind has that', () => {
    const hearing = { title: 'A hearing', reasons: 'reasons', clocks: ['law'] };
    const pack = {
      ...ledgerPack,
      pauses: { outside: { title: 'Outside help', reasons: 'bodies', clocks: ['reply'] }, hearing },
    };
    const given = new Given({ pack }).when(10, 'pause', { reason: 'court' }, house);
    expect(given.state.paused).toMatchObject({ kind: 'outside' });
    new Given({
      pack: { ...pack, pauses: { ...pack.pauses, hearing: { ...hearing, reasons: 'bodies' } } },
    }).thenRefused(1, 'pause', 'pause-kind-unknown', { reason: 'court' }, house);
  });

  it('stops nothing where nothing runs', () => {
    opened().when(1, 'reply').thenRefused(2, 'pause', 'condition-not-met', { kind: 'outside', reason: 'court' }, house);
  });

  it('ends by itself when its longest total is used up, over all pauses of the case', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .when(10 + 3 * DAY, 'resume', {}, house);
    given
      .when(20 + 3 * DAY, 'pause', { kind: 'outside', reason: 'police' }, house)
      .whenTimeIs(20 + 5 * DAY)
      .whenTimeIs(30 + 9 * DAY);
    const resumed = given.events.filter((event) => event.type === 'ClocksResumed');
    expect(resumed.map((event) => (event.at - T0) / MINUTE)).toEqual([10 + 3 * DAY, 20 + 5 * DAY]);
    expect(given.clock('reply').dueAt).toBe(T0 + 4 * HOUR + 5 * DAY * MINUTE);
    given.thenRefused(31 + 9 * DAY, 'pause', 'condition-not-met', { kind: 'outside', reason: 'court' }, house);
  });

  it('gives no minute more when the engine slept over its end', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .whenTimeIs(40 * DAY);
    expect(given.clock('reply').dueAt).toBe(T0 + 4 * HOUR + 5 * DAY * MINUTE);
    expect(given.clock('reply').status).toBe('missed');
  });

  it('cannot be had again once the total is used up', () => {
    const given = opened()
      .when(10, 'pause', { kind: 'outside', reason: 'court' }, house)
      .whenTimeIs(11 + 5 * DAY);
    given.thenRefused(12 + 5 * DAY, 'pause', 'pause-exhausted', { kind: 'outside', reason: 'court' }, house);
  });
});

describe('time that stands still is counted in the clock’s own unit', () => {
  it('a clock of days moves by whole days, counted over all its pauses', () => {
    const given = opened();
    const due = given.clock('days').dueAt;
    given.when(10, 'pause', { kind: 'archive', reason: 'court' }, house).when(10 + 15 * 60, 'resume', {}, house);
    expect(given.clock('days')).toMatchObject({ dueAt: due, moves: [{ kind: 'paused' }] });
    given.when(1000, 'pause', { kind: 'archive', reason: 'court' }, house).when(1000 + 10 * 60, 'resume', {}, house);
    expect(given.clock('days').dueAt).toBe(due + DAY * MINUTE);
  });

  it('flickering over midnight wins no day', () => {
    const given = opened();
    const due = given.clock('days').dueAt;
    for (const night of [0, 1, 2])
      given
        .when(899 + night * DAY, 'pause', { kind: 'archive', reason: 'court' }, house)
        .when(901 + night * DAY, 'resume', {}, house);
    expect(given.clock('days').dueAt).toBe(due);
    expect(given.clock('days').because.filter((part) => part.reason === 'pause')).toHaveLength(3);
  });

  const working = { kind: 'working-days', days: 3 } as const;
  const calendar = { layers: ['test'], version: 'test-1', years: [2026], off: {}, work: {} };
  const context = { timezone: 'Asia/Shanghai', fields: {}, calendar, businessHours: [{ from: '09:00', to: '17:00' }] };
  const at = (text: string): number => Date.parse(`${text}:00+08:00`);

  it('a clock of working days gains no weekend', () => {
    expect(countedBetween(working, at('2026-11-20T18:00'), at('2026-11-23T06:00'), context)).toBe(12 * HOUR);
    expect(countedBetween(working, at('2026-11-21T00:00'), at('2026-11-23T00:00'), context)).toBe(0);
    const due = at('2026-11-26T00:00');
    expect(
      dueAfterPause(
        working,
        due,
        0,
        countedBetween(working, at('2026-11-20T10:00'), at('2026-11-23T10:00'), context),
        context,
      ),
    ).toBe(due + 24 * HOUR);
    expect(dueAfterPause(working, due, 0, 3 * 24 * HOUR, context)).toBe(at('2026-12-01T00:00'));
  });

  it('a case that is paused over the weekend gains the days of work and no other', () => {
    expect(opened().clock('work').dueAt).toBe(at('2026-11-27T00:00'));
    const friday = opened()
      .when(3 * DAY, 'pause', { kind: 'archive', reason: 'court' }, house)
      .when(7 * DAY, 'resume', {}, house);
    expect([friday.clock('work').dueAt, friday.clock('days').dueAt]).toEqual([
      at('2026-12-01T00:00'),
      at('2026-12-01T00:00'),
    ]);
  });

  it('a clock whose due moment passes while it stands still has left what it had left, to the minute', () => {
    const given = opened();
    expect([given.clock('work').dueAt, given.clock('days').dueAt]).toEqual([
      at('2026-11-27T00:00'),
      at('2026-11-27T00:00'),
    ]);
    // Stopped on its last day at 06:09 with 17 h 51 min left, and let go on a minute after midnight.
    given.when(4149, 'pause', { kind: 'archive', reason: 'court' }, house).when(5221, 'resume', {}, house);
    for (const clock of [given.clock('work'), given.clock('days')]) {
      expect(clock).toMatchObject({ status: 'running', dueAt: at('2026-11-27T17:52') });
      expect(clock.dueAt - at('2026-11-27T00:00')).toBe((5221 - 4149) * MINUTE);
    }
  });

  it('a clock of business hours gains open hours alone', () => {
    const hours = { kind: 'business-hours', ms: 8 * HOUR } as const;
    const stood = countedBetween(hours, at('2026-11-20T16:00'), at('2026-11-23T10:00'), context);
    expect(stood).toBe(2 * HOUR);
    expect(dueAfterPause(hours, at('2026-11-20T16:30'), 0, stood, context)).toBe(at('2026-11-23T10:30'));
    expect(afterCounted(hours, at('2026-11-20T16:00'), 2 * HOUR, context)).toBe(at('2026-11-23T10:00'));
  });

  it('a last day that rolls does so after a pause as well', () => {
    expect(dueAfterPause({ kind: 'days', days: 3, roll: true }, at('2026-11-28T00:00'), 0, 24 * HOUR, context)).toBe(
      at('2026-12-01T00:00'),
    );
  });

  it('a maximum in working days ends after so many of them', () => {
    expect(afterCounted(working, at('2026-11-20T10:00'), 2 * 24 * HOUR, context)).toBe(at('2026-11-24T10:00'));
  });

  it('a due moment keeps its time of day', () => {
    expect(dueAfterPause({ kind: 'days', days: 3 }, at('2026-11-25T17:30'), 0, 2 * 24 * HOUR, context)).toBe(
      at('2026-11-27T17:30'),
    );
  });
});

describe('an extension', () => {
  it('goes as far as the pack says, needs the approval, and happens so often', () => {
    const given = opened();
    const due = given.clock('law').dueAt;
    given.when(10, 'extend', { clock: 'law', reason: 'mistake' }, house).when(20, 'approve', {}, person('desk-head'));
    expect(given.clock('law')).toMatchObject({ dueAt: due + 30 * DAY * MINUTE, moves: [{ kind: 'extended' }] });
    expect(given.clock('law').because.at(-1)).toMatchObject({
      reason: 'extension',
      detail: 'mistake',
      by: ['desk-head-1'],
    });
    given.thenRefused(30, 'extend', 'extension-exhausted', { clock: 'law' }, house);
  });

  it('is told to whoever complained, with the new due moment', () => {
    const given = opened().when(10, 'extend', { clock: 'law' }, house).when(20, 'approve', {}, person('desk-head'));
    const [delivery] = deliveriesOf(ledgerPack, 'x', BASE, given.state, given.events);
    expect(delivery?.items.map((item) => [item.message, item.notify, item.dueAt])).toEqual([
      ['extended', ['complainant'], given.clock('law').dueAt],
    ]);
  });

  it('is refused beyond that, and for clocks that the pack does not let be extended', () => {
    opened()
      .thenRefused(1, 'extend', 'extension-too-long', { clock: 'law', until: T0 + 80 * DAY * MINUTE }, house)
      .thenRefused(1, 'extend', 'extension-exhausted', { clock: 'fixed', until: T0 + 30 * DAY * MINUTE }, house)
      .thenRefused(1, 'extend', 'extension-exhausted', { clock: 'reply', until: T0 + 9 * HOUR }, house);
  });
});

describe('a refusal', () => {
  it('needs a second person', () => {
    const given = opened().when(1, 'refuse', { reason: 'mistake' });
    expect(given.state.stage).toBe('registered');
    given.thenRefused(2, 'approve', 'requester-may-not-approve', {}, { ...house, id: 'handler-1' });
    given.when(3, 'approve', {}, house);
    expect(given.state.stage).toBe('refused');
  });
});
