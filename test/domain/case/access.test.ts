import { told } from '../../support/rules/told.ts';
import { describe, expect, it } from 'vitest';
import { barredFrom } from '../../../domain/case/access.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import { ledgerPack } from '../../support/rules/ledgerPack.ts';
import { Given, person, T0 } from '../../support/rules/specification.ts';
import { handler, house, opened, watch } from '../../support/rules/openedCase.ts';

describe('a person named in a complaint', () => {
  it('may do nothing on it, whatever their role, and hears of nothing', () => {
    const given = opened({ fields: { named: 'handler-1' } });
    given.thenRefused(1, 'accept', 'recused').thenRefused(1, 'reply', 'recused');
    expect(given.attempt(1, 'accept', {}, person('handler', 'handler-2')).ok).toBe(true);
    expect(given.state.access).toEqual({ recused: ['handler-1'] });
  });

  it('cannot be made its handler, cannot register it, and cannot approve in it', () => {
    const given = opened({ fields: { named: 'house-head-1' } });
    given.thenRefused(1, 'assign', 'recused', { handler: 'house-head-1' });
    given.when(2, 'refuse', { reason: 'mistake' }).thenRefused(3, 'approve', 'recused', {}, house);
    const intake = {
      object: 'complaint',
      channel: 'counter',
      unit: 'desk-a',
      category: 'plain',
      fields: { named: 'clerk-1' },
      anonymous: false,
      actor: person('clerk'),
    };
    const refused = openCase(ledgerPack, intake, T0);
    expect(refused.ok ? '' : refused.rejection.code).toBe('recused');
  });

  it('is kept away as soon as somebody names them, and no edit lets them in again', () => {
    const given = opened().when(1, 'accept').when(2, 'edit', { named: 'handler-1' }, person('handler', 'handler-2'));
    given.thenRefused(3, 'reply', 'recused').when(4, 'edit', { named: 'somebody' }, person('handler', 'handler-2'));
    given.thenRefused(5, 'reply', 'recused');
    expect(given.state.access?.recused).toEqual(['handler-1', 'somebody']);
  });
});

describe('a confidential case', () => {
  it('is for the named roles alone, from the moment it is one', () => {
    const given = opened().when(1, 'accept').when(2, 'reclassify', { category: 'crime', reason: 'mistake' });
    expect(given.events.at(-1)).toMatchObject({ type: 'AccessSet', data: { roles: ['watch'], rule: 'A1' } });
    given.thenRefused(3, 'reply', 'access-restricted', {}, person('handler', 'handler-2'));
    expect(given.state.handler).toBe('handler-1');
    expect(barredFrom(given.state.access, person('watch'))).toBeUndefined();
    expect(barredFrom(given.state.access, person('administrator'))?.code).toBe('access-restricted');
  });

  it('is open again once it no longer is one', () => {
    const given = opened({ category: 'crime' });
    const watch = { ...person('watch'), roles: ['watch', 'handler'] };
    given.when(1, 'reclassify', { category: 'plain', reason: 'mistake' }, watch);
    expect(given.attempt(2, 'reply').ok).toBe(true);
  });

  it('is nobody’s secret in a pack without such rules: nothing is recorded', () => {
    expect(new Given().types()).not.toContain('AccessSet');
  });
});

describe('where a new case goes', () => {
  it('an important one enters at the level of its route and belongs to the holder of the role', () => {
    const given = opened({ fields: { grave: true }, assigned: 'watch-7' });
    expect(given.state).toMatchObject({ level: 'group', bypass: true, handler: 'watch-7' });
    expect(given.state.clocks.map((clock) => clock.clock)).not.toContain('desk');
    expect(given.events[0]).toMatchObject({ type: 'CaseRegistered', data: { route: 'E1' } });
  });

  it('the first row that fits decides; no row leaves it to the channel', () => {
    expect(opened({ channel: 'ombudsman' }).state).toMatchObject({
      unit: 'house-x',
      level: 'house',
    });
    expect(opened().state).toMatchObject({ unit: 'desk-a', level: 'desk' });
  });

  it('a repeat opens one level higher', () => {
    expect(opened({ repeatOf: 'x' }).state).toMatchObject({
      level: 'house',
      entryLevel: 'house',
      class: 'formal',
      links: [{ no: 'x', kind: 'repeat' }],
    });
  });

  it('never to somebody whom it names', () => {
    expect(opened({ fields: { grave: true, named: 'watch-7' }, assigned: 'watch-7' }).state.handler).toBeUndefined();
  });
});

describe('the close of a period', () => {
  it('freezes the class; what changes afterwards is an adjustment with both values', () => {
    const given = opened()
      .when(60, 'freeze', { until: T0 + 1 }, watch)
      .when(61, 'add-channel', { channel: 'ombudsman' });
    expect(given.events.find((event) => event.type === 'ClassFrozen')?.data).toEqual({
      class: 'pending',
      until: T0 + 1,
    });
    expect(given.events.at(-1)).toMatchObject({
      type: 'ClassAdjusted',
      data: { from: 'pending', to: 'formal', frozen: 'pending', rule: 'C1' },
    });
    expect(given.state).toMatchObject({ class: 'formal', frozen: { class: 'pending' } });
  });
});

describe('a handler who is named later', () => {
  it('handles the case no more, and whoever accepts or is assigned next does', () => {
    const other = person('handler', 'handler-2');
    const given = opened().when(1, 'accept');
    expect(given.state.handler).toBe('handler-1');
    given.when(2, 'edit', { named: 'handler-1' }, other);
    expect(given.state.handler).toBeUndefined();
    expect(given.types()).toContain('AccessSet');
  });

  it('stays the handler when somebody else is named', () => {
    const given = opened().when(1, 'accept').when(2, 'edit', { named: 'somebody' });
    expect(given.state.handler).toBe('handler-1');
  });

  it('is kept away too when a step names them', () => {
    const reply = ledgerPack.actions['reply'];
    if (reply === undefined) throw new Error('no reply');
    const whom = { title: 'Whom', type: 'person', recused: true } as const;
    const pack = { ...ledgerPack, actions: { ...ledgerPack.actions, reply: { ...reply, fields: { whom } } } };
    const given = new Given({ pack }).when(1, 'accept').when(2, 'reply', { whom: 'handler-1' });
    expect(given.state.access).toEqual({ recused: ['handler-1'] });
    expect(given.state.handler).toBeUndefined();
    given.thenRefused(3, 'resolve', 'recused', { outcome: 'done' });
  });
});

describe('a link', () => {
  it('is a repeat or related, and nothing else', () => {
    const given = new Given();
    const result = given.attempt(1, 'link', { no: 'c0', kind: 'reapeat' }, handler);
    expect(told(result)).toMatchObject({
      rejection: { errors: [{ pointer: '/fields/kind', detail: 'must be one of: related, repeat' }] },
    });
  });
});
