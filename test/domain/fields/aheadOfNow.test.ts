import { told } from '../../support/rules/told.ts';
import { describe, expect, it } from 'vitest';
import { aheadOfNow } from '../../../domain/fields/aheadOfNow.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const instant = { title: 'Sent', type: 'instant' } as const;
/** The reply is counted from the moment in a field; another instant is a fact like any other. */
const pack: EnginePack = {
  ...ladderPack,
  fields: { ...ladderPack.fields, sentAt: instant, meetingAt: instant },
  actions: {
    ...ladderPack.actions,
    edit: {
      title: 'Edit',
      kind: 'lifecycle',
      by: ['handler'],
      from: ['registered', 'accepted'],
      fields: { sentAt: instant, meetingAt: instant },
    },
  },
  clocks: ladderPack.clocks.map((clock) => (clock.id === 'reply' ? { ...clock, from: 'sentAt' } : clock)),
};
const iso = (at: number): string => new Date(at).toISOString();
const run = (
  fields: Readonly<Record<string, string>>,
  script: Parameters<typeof simulate>[1]['script'] = [],
): ReturnType<typeof simulate> =>
  simulate(pack, { at: T0, intake: { channel: 'counter', unit: 'desk-a', category: 'plain', fields }, script });
const DETAIL = 'must not lie in the future: a clock counts from it; give the moment at which it happened';

describe('a moment that a clock counts from', () => {
  it('may be that of registration or an earlier one', () => {
    const dueAt = (sentAt: number): number | undefined => {
      const result = run({ sentAt: iso(sentAt) });
      return result.ok ? result.value.state.clocks.find((clock) => clock.clock === 'reply')?.dueAt : undefined;
    };
    expect([dueAt(T0), dueAt(T0 - HOUR)]).toEqual([T0 + 4 * HOUR, T0 + 3 * HOUR]);
  });

  it('is refused when it is still to come: whoever enters it would give more time than there is', () => {
    const refused = {
      ok: false,
      rejection: {
        code: 'field-invalid',
        detail: `/fields/sentAt: ${DETAIL}`,
        errors: [{ pointer: '/fields/sentAt', detail: DETAIL }],
      },
    };
    expect(told(run({ sentAt: iso(T0 + 1) }))).toEqual(refused);
    expect(told(run({ sentAt: '+6h' }))).toEqual(refused);
  });

  it('is refused in a later correction as well', () => {
    const edit = (minute: number, sentAt: number): { at: number; action: string; fields: Record<string, string> } => ({
      at: T0 + minute * MINUTE,
      action: 'edit',
      fields: { sentAt: iso(sentAt) },
    });
    const result = run({}, [edit(1, T0 + 2 * MINUTE), edit(3, T0 + 2 * MINUTE)]);
    expect(told(result.ok && result.value.refused)).toMatchObject([
      { index: 0, code: 'field-invalid', detail: `/fields/sentAt: ${DETAIL}` },
    ]);
    expect(result.ok && result.value.state.fields['sentAt']).toBe(T0 + 2 * MINUTE);
  });

  it('says nothing of other instants, nor of a promise, which lies in the future', () => {
    expect(run({ meetingAt: iso(T0 + HOUR) }).ok).toBe(true);
    const promised = {
      ...pack,
      clocks: pack.clocks.map((clock) => (clock.id === 'reply' ? { ...clock, from: 'promisedAt' } : clock)),
    };
    expect(aheadOfNow(promised, { promisedAt: T0 + HOUR }, T0)).toBeUndefined();
  });

  it('is no matter of the opening itself, which cases that are open already live again', () => {
    const intake = {
      object: 'complaint',
      channel: 'counter',
      unit: 'desk-a',
      category: 'plain',
      fields: { sentAt: T0 + HOUR },
      anonymous: false,
      actor: person('clerk'),
    };
    expect(openCase(pack, intake, T0).ok).toBe(true);
  });
});
