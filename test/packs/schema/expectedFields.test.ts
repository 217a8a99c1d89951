import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { parseFields } from '../../../domain/fields/parseFields.ts';
import { lacks } from '../../../domain/case/lacks.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const packs = loadPacks('packs').map(({ pack }) => pack);
const packOf = (id: string): (typeof packs)[number] => {
  const pack = packs.find((one) => one.id === id);
  if (pack === undefined) throw new Error(`no pack ${id}`);
  return pack;
};

describe('the four systems', () => {
  it('name the documents that they rest on, which do not travel with a case', () => {
    const basis = packs.flatMap((pack) => (pack.basis ?? []).map((one) => [pack.id, one.rule, one.number]));
    expect(basis).toContainEqual(['cutover-emergency', 'S1-R3', undefined]);
    expect(basis).toContainEqual(['office-complaints', 'S2-R1', undefined]);
    expect(basis).toContainEqual(['rural-bank-petitions', undefined, 'ISO 10002:2018']);
    expect(Object.keys(resolveEngine(packOf('cutover-emergency'), 'zh', LIBRARY))).not.toContain('basis');
  });
});

describe('a field of several codes', () => {
  it('takes one that stands alone, and none that the list does not have', () => {
    const { fields, lists } = resolveEngine(packOf('cutover-emergency'), 'zh', LIBRARY);
    const holder = Object.fromEntries(Object.entries(fields).filter(([name]) => name === 'holder'));
    expect(parseFields(holder, lists, { holder: 'cash' }, { at: 0 })).toEqual({
      ok: true,
      value: { holder: ['cash'] },
    });
    expect(parseFields(holder, lists, { holder: ['cash', 'miner'] }, { at: 0 }).ok).toBe(false);
  });
});

describe('what should be known of a case', () => {
  const plan = resolveEngine(packOf('cutover-emergency'), 'zh', LIBRARY);

  it('is every expected field of the pack, and those of its category beside', () => {
    expect(lacks(plan, 'atm', {})).toEqual(['segment', 'holder']);
    expect(lacks(plan, 'urgent-cash', { segment: 'retail' })).toEqual(['holder', 'amountNeeded']);
  });

  it('is not known by an empty list', () => {
    expect(lacks(plan, 'atm', { segment: 'retail', holder: [] })).toEqual(['holder']);
    expect(lacks(plan, 'atm', { segment: 'retail', holder: ['cash', 'cardholder'] })).toEqual([]);
  });
});

describe('what was not known at intake', () => {
  const editable = (id: string): readonly string[] =>
    Object.keys(resolveEngine(packOf(id), 'zh', LIBRARY).actions['edit']?.fields ?? {});

  it('is filled in by an edit, also of the complainant; but for the tier, which raises a cap', () => {
    expect(editable('cutover-emergency')).toEqual(expect.arrayContaining(['segment', 'holder', 'homeUnit', 'fee']));
    expect(editable('cutover-emergency')).not.toContain('tier');
    expect(editable('key-accounts')).toContain('tier');
    expect(editable('branch-emergency')).toEqual(editable('cutover-emergency'));
  });

  it('is neither prose nor a promise, which has an action of its own', () => {
    expect(editable('cutover-emergency')).not.toContain('promisedAt');
    expect(editable('cn-statutory')).not.toContain('representedBy');
  });
});
