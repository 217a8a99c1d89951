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
      '1:4: unknown column; known are: id, name, level, parent, timezone, unit, roles, email, webhook, sms, wecom, ' +
        'dingtalk, ' +
        'feishu, warning-channels, lapse-channels, notice-channels, quiet-from, quiet-to, locale, ' +
        'deputy, absent-from, absent-to, left',
      '2:7: this line has more cells than there are columns',
      '3:5: this quotation mark is never closed',
    ]);
    expect(faultsOf('', 'csv')).toEqual(['1:1: the first line must name the columns, one of them id']);
  });
});

describe('how somebody is told', () => {
  const known = { ...KNOWN, people: [...KNOWN.people, { id: 'told-1', email: 'a@example.invalid', sms: null }] };
  const faults = (text: string): readonly string[] => {
    const parsed = organisationIn(text, known);
    return parsed.ok ? [] : parsed.faults.map((one) => `${one.line}:${one.column}: ${one.message.en}`);
  };

  it('is an order of channels by what a message weighs, and hours in which warnings wait', () => {
    const person =
      '{ id: told-1, sms: "+8613900001234", wecom: outlet-group, quiet: { from: "22:00", to: "07:00" }, ' +
      'channels: { warning: [wecom, email], lapse: [sms, email, wecom], notice: [email] } }';
    expect(organisationIn(`people:\n  - ${person}`, known)).toEqual({
      ok: true,
      value: {
        people: [
          {
            id: 'told-1',
            sms: '+8613900001234',
            wecom: 'outlet-group',
            quiet: { from: '22:00', to: '07:00' },
            channels: { warning: ['wecom', 'email'], lapse: ['sms', 'email', 'wecom'], notice: ['email'] },
          },
        ],
      },
    });
  });

  it.each([
    ['channels: { lapse: [sms, email] }', '2:39: this person has no address by sms: give sms, or leave it out'],
    ['channels: { lapse: [email, email] }', '2:38: a channel is there twice'],
    ['channels: { lapse: [pigeon] }', '2:39: must be one of: email, webhook, sms, wecom, dingtalk, feishu'],
    ['channels: { lapse: [] }', '2:38: must be channels, one at least'],
    ['channels: { always: [email] }', 'unknown key; known here are: warning, lapse, notice'],
    ['sms: 13900001234', 'must be a text'],
    ['sms: "13900001234"', 'must be a telephone number with its country code such as +8613900001234'],
    ['wecom: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=secret"', 'must be an id'],
    ['quiet: { from: "22:00", to: "24:00" }', 'must be a time of day such as 22:00'],
    ['quiet: { from: "22:00", to: "22:00" }', 'it begins when it ends; for no quiet hours write null'],
    ['quiet: { from: "22:00" }', 'must be a text'],
  ])('with %s is refused', (given, said) => {
    expect(faults(`people:\n  - { id: told-1, ${given} }`)).toEqual([expect.stringContaining(said)]);
  });

  it('is refused when the address that its order names is taken away', () => {
    const people = [{ id: 'told-1', email: 'a@example.invalid', channels: { lapse: ['email'] } }];
    const parsed = organisationIn('people:\n  - { id: told-1, email: null }', { ...known, people });
    expect(parsed).toMatchObject({
      ok: false,
      faults: [{ message: { zh: expect.stringContaining('没有 email 的地址') } }],
    });
  });

  it('is said in CSV too, where an empty cell takes away', () => {
    const text = [
      '工号,手机,企业微信,超时渠道,免打扰自,免打扰至,预警渠道',
      'told-1,+8613900001234,outlet-group,sms、wecom,22:00,07:00,',
      'head-1,,,,,,',
    ].join('\n');
    expect(organisationIn(text, known, 'csv')).toEqual({
      ok: true,
      value: {
        people: [
          {
            id: 'told-1',
            sms: '+8613900001234',
            wecom: 'outlet-group',
            channels: { lapse: ['sms', 'wecom'] },
            quiet: { from: '22:00', to: '07:00' },
          },
          { id: 'head-1', sms: null, wecom: null, channels: null, quiet: null },
        ],
      },
    });
    expect(organisationIn('id,lapse-channels\ntold-1,sms', known, 'csv')).toMatchObject({
      ok: false,
      faults: [{ line: 2, column: 8 }],
    });
  });
});
