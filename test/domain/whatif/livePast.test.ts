import { describe, expect, it } from 'vitest';
import type { Intake } from '../../../domain/case/command.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import { livePast, type PastAction } from '../../../domain/whatif/livePast.ts';
import { simulate } from '../../../domain/whatif/simulate.ts';
import { WhatIfLedger } from '../../../domain/whatif/whatIfLedger.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { person, T0 } from '../../support/rules/specification.ts';

const HOUR = 3_600_000;
const ADMINISTRATOR = person('admin-1', 'administrator');
const NOW = T0 + 400 * 24 * HOUR;
const CHANNEL = Object.keys(ladderPack.channels)[0] ?? '';
const CATEGORY = Object.keys(ladderPack.categories)[0] ?? '';

function brought(actions: readonly Partial<PastAction>[], pack: EnginePack = ladderPack): ReturnType<typeof livePast> {
  const asked = { channel: CHANNEL, unit: 'desk-1', category: CATEGORY, object: pack.objects[0] ?? '' };
  const intake: Intake = {
    ...asked,
    fields: { tier: 'plain', visit: false },
    anonymous: false,
    actor: ADMINISTRATOR,
  };
  const opened = openCase(pack, intake, T0);
  if (!opened.ok) throw new Error(JSON.stringify(opened.rejection));
  const past = actions.map((one, index) => ({ id: `past-${index}`, at: T0, action: '', fields: {}, ...one }));
  const ledger = new WhatIfLedger();
  return livePast(pack, {
    no: 'n',
    customer: 'n',
    ledger,
    opened: opened.value,
    actions: past,
    now: NOW,
    actor: intake.actor,
  });
}

describe('the past of a case that is brought in', () => {
  it('is what a simulation of the same gives, and ends with the import', () => {
    const life = brought([{ at: T0 + HOUR, action: 'accept' }]);
    const simulated = simulate(ladderPack, {
      at: T0,
      intake: { channel: CHANNEL, unit: 'desk-1', category: CATEGORY },
      script: [{ at: T0 + HOUR, action: 'accept' }],
      until: NOW,
    });
    if (!life.ok || !simulated.ok) throw new Error('it was refused');
    expect(
      life.value.events
        .filter(({ id }) => !id.startsWith('import#'))
        .map(({ type, at, data }) => [type, at, type === 'CaseAccepted' || data]),
    ).toEqual(simulated.value.events.map(({ type, at, data }) => [type, at, type === 'CaseAccepted' || data]));
    expect(life.value.events.find(({ type }) => type === 'CaseImported')).toMatchObject({
      at: NOW,
      actor: { id: ADMINISTRATOR.id },
    });
    expect(life.value.state).toMatchObject({ registeredAt: T0, importedAt: NOW });
  });

  it('was done by whom it names with a role that may, and by somebody unknown where it names nobody', () => {
    const life = brought([
      { at: T0 + HOUR, action: 'accept', actor: { id: 'long-gone', unit: 'desk-9', roles: [] } },
      { at: T0 + 2 * HOUR, action: 'comment', notes: ['note'] },
    ]);
    if (!life.ok) throw new Error(JSON.stringify(life.rejection));
    const accepted = life.value.events.find(({ type }) => type === 'CaseAccepted');
    expect(accepted).toMatchObject({ actor: { id: 'long-gone', unit: 'desk-9' }, data: { handler: 'long-gone' } });
    const [role] = accepted?.actor.roles ?? [];
    expect(ladderPack.actions['accept']?.by).toContain(role);
    const commented = life.value.events.find(({ type }) => type === 'CommentAdded');
    expect(commented).toMatchObject({ actor: { id: 'unknown' }, notes: ['note'] });
    expect(accepted).not.toHaveProperty('notes');
  });

  it('is refused with every action that the rules refuse, by its place in what was given', () => {
    const life = brought([
      { at: T0 + 5 * HOUR, action: 'accept' },
      { at: T0 + HOUR, action: 'close' },
      { at: T0 + 6 * HOUR, action: 'wish' },
    ]);
    if (life.ok) throw new Error('it was taken');
    expect(life.rejection.code).toBe('history-refused');
    expect(life.rejection.params?.['faults']).toMatchObject([{ pointer: '/history/1' }, { pointer: '/history/2' }]);
  });

  it('is counted as its pack says: imported is a fact', () => {
    const classes = [
      { id: 'old', class: 'old', when: { imported: true } },
      ...ladderPack.classes,
    ] as EnginePack['classes'];
    const life = brought([], { ...ladderPack, classes });
    if (!life.ok) throw new Error(JSON.stringify(life.rejection));
    expect(life.value.state.class).toBe('old');
    expect(life.value.events.at(-1)).toMatchObject({ type: 'ClassChanged', at: NOW, data: { to: 'old' } });
  });

  it('was approved or rejected with the role that what waits asks for, not what was asked before', () => {
    const { payment, deferral } = ladderPack.approvals;
    if (payment === undefined || deferral === undefined) throw new Error('the approvals are gone');
    const approvals = { payment: { ...payment, approvers: 1, roles: ['desk-head'] }, deferral };
    const by = (id: string): NonNullable<PastAction['actor']> => ({ id, unit: 'desk-1', roles: [] });
    const rolesOf = (type: string, action: string): readonly unknown[] => {
      const life = brought(
        [
          { at: T0 + HOUR, action: 'accept', actor: by('a') },
          { at: T0 + 2 * HOUR, action: 'pay', fields: { amount: 5 }, actor: by('a') },
          { at: T0 + 3 * HOUR, action: 'approve', actor: by('b') },
          { at: T0 + 4 * HOUR, action: 'promise', fields: { promisedAt: T0 + 90 * HOUR }, actor: by('a') },
          { at: T0 + 5 * HOUR, action, actor: by('b') },
        ],
        { ...ladderPack, approvals, actions: promiseIsGated() },
      );
      if (!life.ok) throw new Error(JSON.stringify(life.rejection));
      return life.value.events.filter((one) => one.type === type).map(({ actor }) => actor.roles);
    };
    expect(rolesOf('ApprovalGiven', 'approve')).toEqual([['desk-head'], ['house-head']]);
    expect(rolesOf('ApprovalRejected', 'reject')).toEqual([['house-head']]);
  });

  it('of a case that only some may see was done by one of them who may do it as well', () => {
    const pack: EnginePack = { ...ladderPack, access: [{ roles: ['desk-head'] }] };
    const life = brought([{ at: T0 + HOUR, action: 'accept' }], pack);
    if (!life.ok) throw new Error(JSON.stringify(life.rejection));
    const accepted = life.value.events.find(({ type }) => type === 'CaseAccepted');
    expect(accepted?.actor.roles).toEqual(['handler', 'desk-head']);
  });

  it('is refused with each fault of an action, by its place', () => {
    const life = brought([{ at: T0 + HOUR, action: 'resolve', fields: { outcome: 'none', more: 1 } }]);
    if (life.ok) throw new Error('it was taken');
    expect(life.rejection.params?.['faults']).toMatchObject([
      { pointer: '/history/0/fields/more' },
      { pointer: '/history/0/fields/outcome' },
    ]);
  });
});

/** Every promise asks for an approval. */
function promiseIsGated(): EnginePack['actions'] {
  const { promise } = ladderPack.actions;
  if (promise === undefined) throw new Error('nobody promises');
  const { gateWhen: _, ...gated } = promise;
  return { ...ladderPack.actions, promise: gated };
}
