import { describe, expect, it } from 'vitest';
import { pastFiringsFor } from '../../../domain/clocks/lateStarts.ts';
import type { ClockDef } from '../../../domain/pack/clockDef.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { Given, MINUTE, T0 } from '../../support/rules/specification.ts';

/** Some of the ladder pack's clocks. */
const clocks = (...ids: readonly string[]): readonly ClockDef[] =>
  ladderPack.clocks.filter((one) => ids.includes(one.id));

/** What concerns these clocks, as `trigger@minute`. */
function happened(given: Given, defs: readonly ClockDef[]): readonly string[] {
  return pastFiringsFor(defs, given.events).map(
    (one) =>
      [one.on, one.level, one.step, one.dispatch].filter((part) => part !== undefined).join(' ') +
      `@${(one.at - T0) / MINUTE}`,
  );
}

describe('what has happened to a case, as far as clocks start and end by it', () => {
  it('is what starts and what stops them, in order, and no more', () => {
    const given = new Given()
      .when(1, 'assign', { handler: 'kim' })
      .when(2, 'lose')
      .when(3, 'reply')
      .when(4, 'dispatch', { departments: ['it'] });
    expect(happened(given, clocks('reply'))).toEqual(['accepted@0', 'step reply@3']);
    expect(happened(given, clocks('share'))).toEqual(['dispatched d1@4']);
  });

  it('knows one step from another', () => {
    const given = new Given().when(1, 'reply').when(2, 'lose').when(3, 'report');
    expect(happened(given, clocks('file'))).toEqual(['step lose@2', 'step report@3']);
  });

  it('of several clocks is what concerns any of them', () => {
    const given = new Given().when(1, 'lose').when(2, 'reply').when(3, 'escalate');
    expect(happened(given, clocks('desk', 'reply'))).toEqual([
      'level-entered desk@0',
      'accepted@0',
      'step reply@2',
      'escalated@3',
      'level-entered house@3',
    ]);
  });

  it('counts acceptance once: a later one starts nothing', () => {
    const given = new Given({ pack: { ...ladderPack, acceptance: 'by-person' } }).when(5, 'accept');
    expect(happened(given, clocks('reply'))).toEqual(['accepted@5']);
  });

  it('includes what cancels them by their own word', () => {
    const cancelled = clocks('reply').map((one): ClockDef => ({ ...one, cancel: [{ on: 'channel-added' }] }));
    const given = new Given().when(1, 'add-channel', { channel: 'hotline' });
    expect(happened(given, cancelled)).toEqual(['accepted@0', 'channel-added@1']);
    expect(happened(given, clocks('reply'))).toEqual(['accepted@0']);
  });

  it('includes what ends every clock, and what begins a new cycle', () => {
    expect(happened(new Given().when(1, 'withdraw'), clocks('file'))).toEqual(['withdrawn@1']);
    const reopened = new Given().when(1, 'resolve', { outcome: 'explained' }).when(2, 'close').when(3, 'reopen');
    expect(happened(reopened, clocks('file'))).toEqual(['reopened@3']);
  });

  it('says at which place in the log it stands', () => {
    const given = new Given().when(1, 'reply');
    const step = given.events.find((event) => event.type === 'StepRecorded');
    expect(pastFiringsFor(clocks('reply'), given.events).at(-1)).toEqual({
      on: 'step',
      step: 'reply',
      at: T0 + MINUTE,
      seq: step?.seq,
    });
  });
});
