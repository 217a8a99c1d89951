import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { randomLife } from '../../model/randomLife.ts';
import { act } from '../../../domain/decide/act.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { pastFiringsFor, newlyStarting } from '../../../domain/clocks/lateStarts.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { migrateCase } from '../../../domain/migration/migrateCase.ts';
import type { CalendarDays } from '../../../domain/time/calendar.ts';
import type { ClockDef } from '../../../domain/pack/clockDef.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { whatIfCases } from '../../../domain/whatif/whatIfCases.ts';
import type { WhatIfRules } from '../../../domain/whatif/whatIfRun.ts';
import type { WhatIfCase } from '../../../domain/whatif/whatIfSummary.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const KNOWN = Object.keys(ledgerPack.fields);

/** A later version of the ledger pack. */
function version(name: string, over: Partial<EnginePack>): EnginePack {
  return { ...ledgerPack, version: name, hash: `ledger-${name}`, ...over };
}

function withLimit(id: string, hours: number): readonly ClockDef[] {
  return ledgerPack.clocks.map((def) =>
    def.id === id ? { ...def, limit: { kind: 'elapsed', ms: hours * HOUR } } : def,
  );
}

/** The case goes over, as the engine would do it. */
function goesOver(given: Given, minute: number, next: EnginePack): Given {
  given.whenTimeIs(minute - 1);
  const order = {
    request: 'r1',
    requestedBy: 'policy-1',
    approvedBy: 'admin-2',
    seq: given.state.seq,
    happened: pastFiringsFor(newlyStarting(given.pack, next), given.events),
  };
  const moved = migrateCase(given.pack, next, given.state, order, T0 + minute * MINUTE);
  if (!moved.ok) throw new Error(say(moved.rejection, 'en'));
  const after = new Given({ pack: next });
  after.state = moved.value.state;
  after.events = [...given.events, ...moved.value.events];
  return after;
}

function whatIf(log: readonly RecordedEvent[], rules: WhatIfRules, hours = 48): WhatIfCase {
  const [only] = whatIfCases([{ no: 'c1', log, rules, base: BASE, until: T0 + hours * HOUR, knownFields: KNOWN }]);
  if (only === undefined) throw new Error('nothing came of it');
  return only;
}

function inForce(pack: EnginePack, ...versions: readonly EnginePack[]): WhatIfRules {
  return { pack, versions: Object.fromEntries(versions.map((one) => [one.hash, one])) };
}

const STRICTER = version('2', {
  clocks: [
    ...withLimit('simple', 3),
    {
      id: 'extra',
      title: 'Extra',
      start: [{ on: 'accepted' }],
      stop: [{ on: 'closed' }],
      per: 'case',
      limit: { kind: 'elapsed', ms: 8 * HOUR },
      ladder: 'plain',
      severity: 1,
    },
  ],
});

describe('a case that went over to another version, lived again under the versions that were in force', () => {
  it('goes over twice, also back to the version that it came from', () => {
    const there = goesOver(new Given({ pack: ledgerPack }), 60, STRICTER);
    const back = goesOver(there, 120, ledgerPack);
    back.whenTimeIs(48 * 60);
    const result = whatIf(back.events, inForce(ledgerPack, STRICTER, ledgerPack));
    expect(result.after?.events).toEqual(back.events);
  });

  it('is blamed no more than it was for a due moment that the version put into the past', () => {
    const after = goesOver(new Given({ pack: ledgerPack }), 300, STRICTER);
    after.whenTimeIs(48 * 60);
    const result = whatIf(after.events, inForce(ledgerPack, STRICTER));
    expect(result.after?.events).toEqual(after.events);
    expect(result.after?.state.clocks.find((one) => one.clock === 'simple')).toMatchObject({
      status: 'missed',
      ruleAdjusted: true,
    });
  });

  it.each([
    [
      'another calendar',
      {
        calendar: {
          layers: ['other'],
          version: 'other-1',
          years: [2026],
          off: { '2026-11-26': 'a holiday' },
          work: {},
        },
      },
    ],
    [
      'later days of the same calendar',
      {
        calendar: {
          ...(ledgerPack.calendar as CalendarDays),
          version: 'test-2',
          off: { '2026-11-26': 'a new holiday' },
        },
      },
    ],
    ['the same days', {}],
  ])('is counted with the days of then when the version has %s', (_what, over) => {
    const next = version('3', over);
    const after = goesOver(new Given({ pack: ledgerPack }), 30, next);
    after.whenTimeIs(10 * 24 * 60);
    // Further days have been published since.
    const now =
      next.calendar === undefined
        ? next
        : { ...next, calendar: { ...next.calendar, version: `${next.calendar.version}+` } };
    expect(whatIf(after.events, inForce(ledgerPack, next), 240).after?.events).toEqual(after.events);
    if (_what !== 'later days of the same calendar')
      expect(whatIf(after.events, inForce(ledgerPack, now), 240).after?.events).toEqual(after.events);
  });

  it('is the same case whatever had happened to it before, and whatever people did afterwards', () => {
    let moved = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const life = randomLife(ledgerPack, seed, 15);
      const at = life.now + (1 + (seed % 300)) * MINUTE;
      const lapsed = lapse(ledgerPack, life.state, at - 1, life.base);
      const events = [...life.events, ...lapsed.events];
      const happened = pastFiringsFor(newlyStarting(ledgerPack, STRICTER), events);
      const over = migrateCase(
        ledgerPack,
        STRICTER,
        lapsed.state,
        { request: 'r', requestedBy: 'p', approvedBy: 'a', seq: lapsed.state.seq, happened },
        at,
      );
      if (!over.ok) continue;
      moved += 1;
      events.push(...over.value.events);
      let { state } = over.value;
      for (const [index, action] of ['reply', 'resolve', 'close', 'comment'].entries()) {
        const fields = action === 'resolve' ? { outcome: 'explained' } : {};
        const done = act(
          STRICTER,
          state,
          { id: `later-${index}`, action, actor: person('handler'), fields },
          at + (index + 1) * (seed % 90) * MINUTE + 1,
          life.base,
        );
        if (!done.ok) continue;
        events.push(...done.value.events);
        state = done.value.state;
      }
      const until = at + 20 * 24 * HOUR;
      events.push(...lapse(STRICTER, state, until, life.base).events);
      const asked = {
        no: `c${seed}`,
        log: events,
        rules: inForce(ledgerPack, STRICTER),
        base: life.base,
        until,
        knownFields: KNOWN,
      };
      expect([seed, whatIfCases([asked])[0]?.after?.events]).toEqual([seed, events]);
    }
    expect(moved).toBeGreaterThan(24);
  });

  it('says so when the version cannot take it over as the rules are now', () => {
    const after = goesOver(new Given({ pack: ledgerPack }), 30, STRICTER);
    const { plain: _plain, ...categories } = ledgerPack.categories;
    const result = whatIf(after.events, inForce(ledgerPack, { ...STRICTER, categories }), 1);
    expect(result.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'refused', action: 'migrate', code: 'category-unknown', at: T0 + 30 * MINUTE }),
      ]),
    );
  });
});

describe('a case that went over to another version, lived again under a draft', () => {
  it('goes by the draft throughout: it goes over to nothing', () => {
    const after = goesOver(new Given({ pack: ledgerPack }), 90, STRICTER);
    after.whenTimeIs(48 * 60);
    const result = whatIf(after.events, { pack: version('draft', {}) });
    expect(result.after?.events.map((event) => event.type)).not.toContain('PackMigrated');
    expect(result.after?.state.clocks.find((one) => one.clock === 'simple')?.dueAt).toBe(T0 + 10 * HOUR);
    expect(result.after?.state.clocks.find((one) => one.clock === 'extra')).toBeUndefined();
  });
});
