import { describe, expect, it } from 'vitest';
import { organisationIn } from '../../../packs/load/readOrganisation.ts';

const KNOWN = {
  units: [{ id: 'head-office' }, { id: 'outlet-1', parent: 'head-office' }],
  people: [
    { id: 'admin', roles: ['administrator'], deputy: null, left: false },
    { id: 'head-1', roles: ['outlet-head'], deputy: 'liaison-1', left: false },
    { id: 'liaison-1', roles: ['liaison'], deputy: null, left: false },
    { id: 'gone-1', roles: [], deputy: null, left: true },
  ],
};

/** Every fault as `line:column: what`. */
function faultsOf(text: string, form: 'yaml' | 'csv' = 'yaml'): readonly string[] {
  const parsed = organisationIn(text, KNOWN, form);
  return parsed.ok ? [] : parsed.faults.map((one) => `${one.line}:${one.column}: ${one.message.en}`);
}

describe('a file of units and people', () => {
  it('says only what changes about somebody who is known', () => {
    const parsed = organisationIn('people:\n  - { id: head-1, absent: { from: 2026-11-20, to: 2026-11-20 } }', KNOWN);
    expect(parsed).toEqual({
      ok: true,
      value: { people: [{ id: 'head-1', absent: { from: '2026-11-20', to: '2026-11-20' } }] },
    });
  });

  it('has all its mistakes named at once, those of form and those of names that lead nowhere', () => {
    const text = [
      'units:',
      '  - { id: outlet-2, name: 二支行, level: outlet, parent: branch-9 }',
      '  - { id: outlet-3, level: outlet, timezone: Asia/Peking }',
      'people:',
      '  - { id: new-1, name: 新人, unit: outlet-9, email: nobody }',
      '  - { id: new-2, name: 新人, unit: outlet-9, deputy: new-1 }',
      '  - { id: new-2, unit: outlet-1 }',
      '  - { id: clock, name: 钟, unit: outlet-1 }',
      '  - { id: head-1, absent: { from: 2026-11-20, to: 2026-11-19 } }',
      '  - { id: liaison-1, left: true }',
      '  - { id: gone-1, roles: [clerk] }',
      '  - { id: admin, roles: [] }',
      '  - { id: head-1x, left: true }',
    ].join('\n');
    expect(faultsOf(text)).toEqual([
      '2:55: there is no unit "branch-9"',
      '3:46: must be a time zone such as Asia/Shanghai',
      '5:51: must be an e-mail address',
      '6:34: there is no unit "outlet-9"',
      '7:5: "new-2" is new and needs its name',
      '7:11: "new-2" is there twice',
      '8:11: this id is Redress itself; give this person another one',
      '9:51: the last day 2026-11-19 lies before the first, 2026-11-20',
      '10:28: this person is the deputy of head-1; name another one for them',
      '11:11: "gone-1" has left; write left: false if they are back',
      '12:5: nobody would be an administrator any more: keep one, or name another',
      '13:11: there is nobody "head-1x" who could leave',
    ]);
  });

  it('may put a unit before its parent, but not units above each other', () => {
    const units = (parent: string): string =>
      `units:\n  - { id: a, name: A, level: x, parent: b }\n  - { id: b, name: B, level: x, parent: ${parent} }`;
    expect(faultsOf(units('head-office'))).toEqual([]);
    expect(faultsOf(units('a'))).toEqual([
      '2:41: these units are above each other: a → b → a',
      '3:41: these units are above each other: b → a → b',
    ]);
  });
});

describe('people in CSV', () => {
  it('are the same as in YAML: columns in either language, dates as spreadsheets write them', () => {
    const csv =
      '工号,姓名,机构,角色,邮箱,代理人,请假自,请假至\r\n' +
      'kang-1,"康宁, 柜员",outlet-1,clerk、handler,kang@example.invalid,,2026/1/5,2026/1/5\r\n' +
      'head-1,谢放,outlet-1,outlet-head,,,,\r\n';
    expect(organisationIn(csv, KNOWN, 'csv')).toEqual({
      ok: true,
      value: {
        people: [
          {
            id: 'kang-1',
            name: '康宁, 柜员',
            unit: 'outlet-1',
            roles: ['clerk', 'handler'],
            email: 'kang@example.invalid',
            deputy: null,
            absent: { from: '2026-01-05', to: '2026-01-05' },
          },
          {
            id: 'head-1',
            name: '谢放',
            unit: 'outlet-1',
            roles: ['outlet-head'],
            email: null,
            deputy: null,
            absent: null,
          },
        ],
      },
    });
  });

  it('leave what has no column as it is; units are known by their columns', () => {
    expect(organisationIn('id;left\nliaison-1;no\n', KNOWN, 'csv')).toMatchObject({
      ok: true,
      value: { people: [{ id: 'liaison-1', left: false }] },
    });
    expect(organisationIn('id\tname\tlevel\tparent\nx-1\t一处\toutlet\thead-office', KNOWN, 'csv')).toEqual({
      ok: true,
      value: { units: [{ id: 'x-1', name: '一处', level: 'outlet', parent: 'head-office' }] },
    });
  });

  it('have their mistakes named with line and column, also after a cell of several lines', () => {
    expect(faultsOf('id,name,unit,email\nx-1,"一\n行",outlet-1,\n姓名,二,outlet-1,x@\n', 'csv')).toEqual([
      '2:5: must be one line of 1 to 200 characters without blanks around it',
      '4:1: must be an id: a small letter, then small letters, digits and hyphens, 48 at most',
      '4:15: must be an e-mail address',
    ]);
    expect(faultsOf('id,shoe\nx-1,2,3\nx-2,"4\n', 'csv')).toEqual([
      '1:4: unknown column; known are: id, name, level, parent, timezone, unit, roles, email, webhook, locale, ' +
        'deputy, absent-from, absent-to, left',
      '2:7: this line has more cells than there are columns',
      '3:5: this quotation mark is never closed',
    ]);
    expect(faultsOf('', 'csv')).toEqual(['1:1: the first line must name the columns, one of them id']);
  });
});
