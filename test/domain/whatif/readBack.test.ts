import { phrase, say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { act } from '../../../domain/decide/act.ts';
import type { FieldValues } from '../../../domain/case/event.ts';
import { absorb } from '../../../domain/decide/merging.ts';
import { recordedCase } from '../../../domain/whatif/recordedCase.ts';
import { refuseAction } from '../../../domain/decide/refuseAction.ts';
import { reject } from '../../../domain/case/rejection.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { department, handler, house, opened, watch } from '../../support/rules/openedCase.ts';
const dispatched = (): Given => opened().when(1, 'dispatch', { departments: ['it', 'law'] });
const refusedShare = (): Given =>
  dispatched().when(2, 'refuse-dispatch', { dispatch: 'd1', reason: 'mistake' }, department);
const closed = (): Given => opened().when(1, 'resolve', { outcome: 'explained' }).when(2, 'close');

describe('what somebody asked of a case is in its log as it was asked', () => {
  const asked: readonly (readonly [
    action: string,
    given: () => Given,
    fields: FieldValues,
    actor?: ReturnType<typeof person>,
  ])[] = [
    ['accept', opened, {}],
    ['assign', opened, { handler: 'kim', unit: 'desk-b' }],
    ['assign', opened, { unit: 'desk-b' }],
    ['dispatch', opened, { departments: ['it', 'law'] }],
    ['answer-dispatch', dispatched, { dispatch: 'd2', substantive: false }, department],
    ['re-route', dispatched, { dispatch: 'd2', department: 'post', reason: 'mistake' }, department],
    ['refuse-dispatch', dispatched, { dispatch: 'd2', reason: 'mistake' }, department],
    ['rule-dispatch', refusedShare, { dispatch: 'd1', valid: true }, house],
    ['escalate', opened, { to: 'group' }],
    ['resolve', opened, { outcome: 'explained' }],
    ['close', () => opened().when(1, 'resolve', { outcome: 'explained' }), {}],
    ['reopen', closed, { reason: 'mistake' }],
    ['withdraw', opened, { reason: 'mistake' }],
    ['pause', opened, { kind: 'outside', reason: 'court' }, house],
    ['resume', () => opened().when(1, 'pause', { kind: 'outside', reason: 'court' }, house), {}, house],
    ['extend', opened, { clock: 'law', reason: 'mistake' }, house],
    ['merge', opened, { into: 'c2', reason: 'duplicate' }],
    ['freeze', opened, { until: T0 }, watch],
    ['promise', opened, { promisedAt: T0 + 9 * HOUR }],
    ['reclassify', opened, { category: 'knotty', reason: 'mistake' }],
    ['add-channel', opened, { channel: 'ombudsman' }],
    ['link', opened, { no: 'c0', kind: 'repeat' }],
    ['edit', opened, { visit: true }],
    ['comment', opened, {}],
    ['reply', opened, {}],
    ['pay', opened, { amount: 5 }],
    ['approve', () => opened().when(1, 'refuse', { reason: 'mistake' }), { request: 'a1' }, house],
    ['reject', () => opened().when(1, 'refuse', { reason: 'mistake' }), { request: 'a1', reason: 'mistake' }, house],
    ['refuse', opened, { reason: 'mistake' }],
  ];
  it.each(asked.map(([action, given, fields, actor = handler]) => ({ action, given, fields, actor })))(
    '$action $fields',
    ({ action, given, fields, actor }) => {
      const one = given();
      const notes = action === 'comment' ? { notes: ['note-1'] } : {};
      const command = { id: 'the-command', action, actor, fields, occurredAt: T0 + MINUTE, ...notes };
      const result = act(ledgerPack, one.state, command, T0 + 3 * MINUTE, BASE);
      if (!result.ok) throw new Error(say(result.rejection, 'en'));
      const step = recordedCase([...one.events, ...result.value.events], BASE).steps.at(-1);
      expect(step).toStrictEqual({
        kind: 'asked',
        at: T0 + 3 * MINUTE,
        command,
        gave: result.value.events,
      });
    },
  );

  it('also what was refused by the rules, and by whom it was asked', () => {
    const given = opened();
    const stranger = { ...handler, reach: false };
    const command = { id: 'signal-1', action: 'pay', actor: stranger, fields: { amount: 5 } };
    const { rejection } = reject('actor-outside-unit', phrase('outside-unit', { unit: 'desk-b' }));
    const refused = refuseAction(ledgerPack, given.state, { command, rejection }, T0 + MINUTE, BASE);
    expect(recordedCase([...given.events, ...refused.events], BASE).steps).toMatchObject([
      { kind: 'asked', command, refused: { code: 'actor-outside-unit' } },
    ]);
  });

  it('but nothing of a message that could not be read, whose fields may hold anything, or of nobody’s', () => {
    const given = opened();
    const command = { id: 'signal-1', action: 'pay', actor: handler, fields: { amount: 'Zhang San' } };
    const { rejection } = reject('field-invalid', phrase('must-be-text'));
    for (const refusal of [
      { command, rejection },
      { command: { ...command, fields: { amount: 5 } }, rejection, unread: true as const },
    ]) {
      const { events } = refuseAction(ledgerPack, given.state, refusal, T0 + MINUTE, BASE);
      expect(JSON.stringify(events)).not.toMatch(/Zhang|amount/);
      expect(recordedCase([...given.events, ...events], BASE).steps).toMatchObject([{ kind: 'entered' }]);
    }
  });

  it('with the first event that it gave and no other', () => {
    const { events } = opened().when(1, 'dispatch', { departments: ['it', 'law'] });
    expect(events.flatMap((event) => (event.command === undefined ? [] : [[event.type, event.command]]))).toStrictEqual(
      [['DepartmentDispatched', { action: 'dispatch', fields: { departments: ['it', 'law'] }, reach: true }]],
    );
  });

  it('without what the clock did, and each decision once however many events it made', () => {
    const given = opened()
      .when(1, 'accept')
      .whenTimeIs(60)
      .when(61, 'dispatch', { departments: ['it', 'law'] });
    expect(
      recordedCase(given.events, BASE).steps.map((step) =>
        step.kind === 'asked' ? [step.command.id, step.command.action, step.command.fields] : [],
      ),
    ).toStrictEqual([
      ['c1', 'accept', {}],
      ['c2', 'dispatch', { departments: ['it', 'law'] }],
    ]);
  });

  it('a request is asked by whoever asked, not by the engine that recorded it', () => {
    const asker = { id: 'kim', roles: ['handler'], unit: 'desk-a', reach: true };
    const given = opened().when(1, 'pay', { amount: 5 }, asker);
    const [step] = recordedCase(given.events, BASE).steps;
    expect(step?.kind === 'asked' && step.command.actor).toStrictEqual(asker);
  });

  it('keeps what a case was opened with, and prefers the intake as it was kept', () => {
    const given = opened({ fields: { grave: true }, assigned: 'watch-7', repeatOf: 'c0', representatives: 2 });
    const { intake, at } = recordedCase(given.events, BASE);
    expect([at, intake]).toStrictEqual([
      T0,
      {
        object: 'complaint',
        channel: 'counter',
        unit: 'desk-a',
        category: 'plain',
        fields: { visit: false, tier: 'plain', grave: true },
        anonymous: false,
        repeatOf: 'c0',
        representatives: 2,
        assigned: 'watch-7',
        actor: person('clerk'),
      },
    ]);
    expect(recordedCase(opened().events, BASE).intake).not.toHaveProperty('assigned');
    expect(recordedCase(given.events, BASE, { ...intake, unit: 'kept' }).intake.unit).toBe('kept');
    expect(() => recordedCase(given.events.slice(1), BASE)).toThrow('a log begins with CaseRegistered');
    expect(() => recordedCase([], BASE)).toThrow('a log begins with CaseRegistered');
  });
});

describe('what was entered past the rules', () => {
  it('a case that was merged into this one is read back with its channels and the people it kept away', () => {
    const given = opened();
    const cause = { id: 'absorb-b', at: T0 + MINUTE, actor: handler };
    const dues = [{ clock: 'reply', dueAt: T0 + HOUR }];
    const absorbed = (handover: Parameters<typeof absorb>[2]): unknown => {
      const result = absorb(ledgerPack, given.state, handover, cause);
      return result.ok ? recordedCase([...given.events, ...result.value.events], BASE).steps : result;
    };
    const step = {
      kind: 'absorbed',
      at: T0 + MINUTE,
      cause: { ...cause, actor: { id: 'handler-1', unit: 'desk-a', roles: ['handler'] } },
    };
    expect(absorbed({ no: 'b', dues, channels: ['ombudsman', 'counter'], access: { recused: ['kim'] } })).toStrictEqual(
      [{ ...step, handover: { no: 'b', dues, channels: ['ombudsman'], access: { recused: ['kim'] } } }],
    );
    expect(absorbed({ no: 'b', dues, channels: [] })).toStrictEqual([
      { ...step, handover: { no: 'b', dues, channels: [] } },
    ]);
  });
});

describe('an outage of the engine', () => {
  const outages = (given: Given): unknown =>
    recordedCase(given.events, BASE).outages.map(({ from, to }) => [(from - T0) / MINUTE, (to - T0) / MINUTE]);

  it('is seen by what acted later than planned: from the first such moment until it came back', () => {
    expect(outages(opened().whenTimeIs(60).whenTimeIs(180).whenTimeIs(240))).toStrictEqual([]);
    expect(outages(opened().whenTimeIs(100))).toStrictEqual([[60, 100]]);
    expect(outages(opened().whenTimeIs(100).whenTimeIs(300))).toStrictEqual([
      [60, 100],
      [180, 300],
    ]);
  });

  it('is seen by a pause that ended by itself too late', () => {
    const paused = (): Given =>
      opened()
        .when(1, 'reply')
        .when(2, 'escalate', { to: 'group' })
        .when(3, 'promise', { promisedAt: T0 + 900 * HOUR });
    const pack = {
      ...ledgerPack,
      pauses: {
        ...ledgerPack.pauses,
        outside: { title: 'x', clocks: ['promise'], max: { kind: 'elapsed', ms: HOUR } as const },
      },
    };
    const given = new Given({ pack });
    Object.assign(given, { state: paused().state, events: paused().events });
    given.when(4, 'pause', { kind: 'outside', reason: 'court' }, house).whenTimeIs(70);
    expect(outages(given)).toStrictEqual([[64, 70]]);
  });

  it('is not one when a clock was over the moment it was armed', () => {
    const given = opened().when(60, 'reclassify', { category: 'knotty', reason: 'mistake' });
    given.whenTimeIs(180).whenTimeIs(240).whenTimeIs(300).whenTimeIs(600);
    const before = outages(given);
    given.when(661, 'reclassify', { category: 'plain', reason: 'mistake' }).whenTimeIs(661);
    expect(given.clock('simple').status).toBe('missed');
    expect(outages(given)).toStrictEqual(before);
  });
});
