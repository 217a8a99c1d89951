import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import { absorb, handoverOf } from '../../../domain/decide/merging.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { BASE, Given, MINUTE, person, T0 } from '../../support/rules/specification.ts';
import { lapse } from '../../../domain/decide/lapse.ts';

const cause = (minute: number): Parameters<typeof absorb>[3] => ({
  id: 'absorb-b',
  at: T0 + minute * MINUTE,
  actor: person('handler'),
});
const opened = (channel = 'counter'): Given => new Given({ pack: ledgerPack, channel });

describe('two cases become one', () => {
  it('the merged one ends, points at the other, and owes nothing any more', () => {
    const given = opened().when(10, 'merge', { into: 'b' });
    expect(given.state).toMatchObject({ stage: 'merged', mergedInto: 'b', closedAt: T0 + 10 * MINUTE });
    expect(given.state.clocks.map((clock) => clock.status)).not.toContain('running');
    given.thenRefused(11, 'reply', 'action-not-allowed');
  });

  it('what was missed before stays missed', () => {
    expect(opened().whenTimeIs(70).when(80, 'merge', { into: 'b' }).clock('desk').status).toBe('late');
  });

  it('takes a due moment that has passed: it is missed at the merge, and no earlier time is told', () => {
    const older = handoverOf(ledgerPack, 'a', opened().state, T0);
    const past = { ...older, dues: older.dues.map((due) => ({ ...due, dueAt: T0 + MINUTE })) };
    const result = absorb(ledgerPack, opened().state, past, cause(30));
    if (!result.ok) throw new Error(say(result.rejection, 'en'));
    const after = lapse(ledgerPack, result.value.state, T0 + 30 * MINUTE, BASE);
    expect(after.events.every((event) => event.at === T0 + 30 * MINUTE)).toBe(true);
    expect(
      after.events
        .flatMap((event) => (event.type === 'RungFired' ? [event.data.lateMs] : [0]))
        .every((late) => late === 0),
    ).toBe(true);
    expect(after.state.clocks.find((clock) => clock.clock === 'reply')?.status).toBe('missed');
  });

  it('is once: the same case again changes nothing, and an ended one takes nobody in', () => {
    const handover = handoverOf(ledgerPack, 'a', opened().state, T0);
    const first = absorb(ledgerPack, opened().state, handover, cause(5));
    if (!first.ok) throw new Error(say(first.rejection, 'en'));
    expect(absorb(ledgerPack, first.value.state, handover, cause(6))).toEqual({
      ok: true,
      value: { state: first.value.state, events: [] },
    });
    const ended = absorb(ledgerPack, opened().when(1, 'withdraw', { reason: 'mistake' }).state, handover, cause(6));
    expect(ended.ok ? '' : ended.rejection.code).toBe('case-not-open');
  });
});
