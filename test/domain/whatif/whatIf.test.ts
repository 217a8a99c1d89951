import { refusalFor } from '../../../domain/decide/refusalFor.ts';
import type { Actor, FieldValues } from '../../../domain/case/event.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { phrase, say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { act } from '../../../domain/decide/act.ts';
import { changeCalendar } from '../../../domain/decide/changeCalendar.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import { recordedCase } from '../../../domain/whatif/recordedCase.ts';
import { refuseAction } from '../../../domain/decide/refuseAction.ts';
import { reject, type Rejection, type RejectionCode } from '../../../domain/case/rejection.ts';
import { whatIfCases } from '../../../domain/whatif/whatIfCases.ts';
import { type WhatIfCase } from '../../../domain/whatif/whatIfSummary.ts';
import { toCaseTime, toWallTime } from '../../../domain/time/timeBase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const KNOWN = Object.keys(ladderPack.fields);

function whatIf(given: Given, pack: EnginePack, hours = 24): WhatIfCase {
  const [only] = whatIfCases([
    { no: 'c1', log: given.events, rules: { pack }, base: BASE, until: T0 + hours * HOUR, knownFields: KNOWN },
  ]);
  if (only === undefined) throw new Error('nothing came of it');
  return only;
}

/** The ladder pack with the reply owed after so many hours. */
function replyWithin(hours: number): EnginePack {
  return {
    ...ladderPack,
    clocks: ladderPack.clocks.map((clock) =>
      clock.id === 'reply' ? { ...clock, limit: { kind: 'elapsed', ms: hours * HOUR } } : clock,
    ),
  };
}

function withAction(id: string, change: Partial<EnginePack['actions'][string]>): EnginePack {
  const def = ladderPack.actions[id];
  if (def === undefined) throw new Error(`no action ${id}`);
  return { ...ladderPack, actions: { ...ladderPack.actions, [id]: { ...def, ...change } } };
}

/** Why the rules do not let it. */
function refusalOf(state: CaseState, { action, actor }: { action: string; actor: Actor }): Rejection {
  const rejection = refusalFor(ladderPack, state, action, actor);
  if (rejection === undefined) throw new Error(`${action} is let through`);
  return rejection;
}

describe('a case lived again under the rules that were in force', () => {
  it('is late by the same ms as the engine: by a timer, by who acted first, or in a drill', () => {
    for (const base of [BASE, { ...BASE, speed: 600 }]) {
      const opened = new Given();
      const timer = lapse(ladderPack, opened.state, toCaseTime(base, toWallTime(base, T0 + HOUR) + 12), base);
      const acted = act(
        ladderPack,
        timer.state,
        { id: 'c1', action: 'comment', actor: person('handler'), fields: {}, notes: ['n'] },
        T0 + 180 * MINUTE + 5 * base.speed,
        base,
      );
      if (!acted.ok) throw new Error(say(acted.rejection, 'en'));
      const log = [...opened.events, ...timer.events, ...acted.value.events];
      const late = log.flatMap((event) => (event.type === 'RungFired' ? [event.data.lateMs] : []));
      expect(late).toEqual([12, 5]);
      const [again] = whatIfCases([
        { no: 'c1', log, rules: { pack: ladderPack }, base, until: T0 + 180 * MINUTE, knownFields: KNOWN },
      ]);
      expect(again?.after?.events).toEqual(log);
    }
  });

  it('has what the engine came to late before what was refused at that moment', () => {
    const entered = (given: Given, minute: number): void => {
      const barred = { id: `signal-${minute}`, action: 'close', actor: person('handler'), fields: {} };
      const refused = refuseAction(
        ladderPack,
        given.state,
        { command: barred, rejection: refusalOf(given.state, barred) },
        T0 + minute * MINUTE,
        BASE,
      );
      given.state = refused.state;
      given.events.push(...refused.events);
    };
    const after = new Given().whenTimeIs(70);
    entered(after, 70);
    const before = new Given();
    entered(before, 70);
    for (const given of [after, before.whenTimeIs(70)])
      expect(whatIf(given, ladderPack, 1.25).after?.events).toEqual(given.events);
  });

  it('takes a clock that was over when it began for no outage', () => {
    const file = {
      id: 'sent',
      title: 'Sent',
      start: [{ on: 'step', step: 'lose' }],
      stop: [{ on: 'closed' }],
      per: 'case',
      ladder: 'desk',
      severity: 9,
    } as const;
    const pack: EnginePack = {
      ...ladderPack,
      fields: { ...ladderPack.fields, sentAt: { title: 'Sent', type: 'instant' } },
      clocks: [...ladderPack.clocks, { ...file, from: 'sentAt', limit: { kind: 'elapsed', ms: HOUR } }],
    };
    const opened = openCase(
      pack,
      {
        object: 'complaint',
        channel: 'counter',
        unit: 'u',
        category: 'plain',
        fields: { sentAt: T0 - 5 * HOUR },
        anonymous: false,
        actor: person('clerk'),
      },
      T0,
    );
    if (!opened.ok) throw new Error('not opened');
    const lost = act(
      pack,
      opened.value.state,
      { id: 'c1', action: 'lose', actor: person('handler'), fields: {} },
      T0 + 5 * HOUR,
      BASE,
    );
    if (!lost.ok) throw new Error('not lost');
    const rest = lapse(pack, lost.value.state, T0 + 5 * HOUR, BASE);
    expect(rest.events.map((event) => event.type)).toContain('ClockMissed');
    const log = [...opened.value.events, ...lost.value.events, ...rest.events];
    expect(recordedCase(log, BASE).outages).toEqual(
      recordedCase([...opened.value.events, ...lost.value.events], BASE).outages,
    );
  });
});

describe('a case lived again under other rules', () => {
  const onTime = new Given().when(30, 'resolve', { outcome: 'explained' }).when(180, 'reply').when(190, 'close');

  it('breaches a limit that is shorter, tells the roles of the ladder at their moments, and counts otherwise', () => {
    const { changes } = whatIf(onTime, replyWithin(1));
    expect(changes).toEqual([
      { kind: 'class', before: 'not-counted', after: 'formal' },
      { kind: 'level', before: 'desk', after: 'group' },
      {
        kind: 'clock',
        clock: 'reply',
        occurrence: 1,
        before: { status: 'met', dueAt: T0 + 4 * HOUR },
        after: { status: 'late', dueAt: T0 + HOUR },
      },
      {
        kind: 'rung',
        clock: 'reply',
        occurrence: 1,
        rung: 'warn-75',
        after: { at: T0 + 45 * MINUTE, notify: ['handler'] },
      },
      { kind: 'rung', clock: 'reply', occurrence: 1, rung: 'due', after: { at: T0 + HOUR, notify: ['house-head'] } },
      {
        kind: 'rung',
        clock: 'reply',
        occurrence: 1,
        rung: 'after-1h',
        after: { at: T0 + 2 * HOUR, notify: ['house-head'], escalatedTo: 'group' },
      },
    ]);
  });

  it('does not breach a limit that is longer', () => {
    const late = new Given().when(300, 'reply');
    const kinds = whatIf(late, replyWithin(8)).changes.map((change) =>
      change.kind === 'clock'
        ? `${change.clock} ${change.before?.status ?? ''} → ${change.after?.status ?? ''}`
        : change.kind,
    );
    expect(kinds).toContain('reply late → met');
  });

  it('lets an action wait for an approval that nobody gave', () => {
    const given = new Given().when(1, 'reply').when(2, 'resolve', { outcome: 'explained' });
    const result = whatIf(given, withAction('reply', { gate: 'deferral' }), 1);
    expect(result.after?.state.approvals).toMatchObject([{ action: 'reply', status: 'pending' }]);
    expect(result.after?.state.steps['reply']).toBeUndefined();
  });

  it('is touched by published days and closures only where it is counted with those days', () => {
    const given = new Given({ pack: ledgerPack });
    const notice = {
      id: 'n1',
      by: 'local',
      kind: 'published',
      source: { calendar: 'test', year: 2027, title: 'Days', date: '2026-11-23' },
    } as const;
    const days = { layers: ['test'], version: 'test-2', years: [2026], off: { '2026-11-25': 'a holiday' }, work: {} };
    const closure = {
      id: 'n2',
      by: 'local',
      kind: 'closure',
      order: 'storm',
      days: ['2026-11-24'],
      approver: 'leader',
    } as const;
    for (const [minute, one] of [[5, { ...notice, calendar: days }] as const, [6, closure] as const]) {
      const changed = changeCalendar(ledgerPack, given.state, one, T0 + minute * MINUTE);
      given.state = changed.state;
      given.events.push(...changed.events);
    }
    given.whenTimeIs(60);
    const under = (pack: EnginePack): WhatIfCase => {
      const [only] = whatIfCases([
        {
          no: 'c1',
          log: given.events,
          rules: { pack },
          base: BASE,
          until: T0 + HOUR,
          knownFields: Object.keys(ledgerPack.fields),
        },
      ]);
      return only as WhatIfCase;
    };
    expect(under(ledgerPack).after?.events).toEqual(given.events);
    const { calendar: _calendar, ...none } = {
      ...ledgerPack,
      clocks: ledgerPack.clocks.filter((clock) => clock.id !== 'work'),
    };
    expect(under(none).after?.state).not.toHaveProperty('closures');
    expect(under({ ...ledgerPack, calendar: { ...days, layers: ['other'] } }).after?.state.calendar).toBeUndefined();
  });
});

describe('a command that was refused', () => {
  const refusedAt = (minute: number, action: string, code: RejectionCode, fields: FieldValues = {}): Given => {
    const given = new Given();
    const command = { id: 'signal-1', action, actor: person('handler'), fields };
    const { rejection } = reject(code, phrase('not-paused'));
    const refused = refuseAction(ladderPack, given.state, { command, rejection }, T0 + minute * MINUTE, BASE);
    given.state = refused.state;
    given.events.push(...refused.events);
    return given;
  };

  it('is asked again, and happens under rules that let it through', () => {
    const given = refusedAt(10, 'close', 'action-not-allowed');
    expect(whatIf(given, ladderPack, 0.5).changes).toEqual([]);
    const { changes } = whatIf(given, withAction('close', { from: ['registered'] }), 0.5);
    expect(changes).toContainEqual({ kind: 'stage', before: 'registered', after: 'closed' });
  });

  it('by the ledger of amounts happens where the maximum lets it through', () => {
    const given = refusedAt(10, 'pay', 'cap-exhausted', { amount: 5 });
    expect(whatIf(given, ladderPack, 0.5).after?.events.at(-1)?.type).toBe('ApprovalRequested');
  });

  it('by the case that it should go into stays refused: nobody can ask that one again', () => {
    const given = refusedAt(10, 'merge', 'case-not-open', { into: 'c2' });
    expect(whatIf(given, ladderPack, 0.5).after?.events).toEqual(given.events);
  });
});
