import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import type { Locale } from '../../../language/bilingual.ts';
import { packDiff } from '../../../packs/describe/packDiff.ts';
import { sayChange } from '../../../packs/describe/sayChange.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';

const TEXT = readFileSync('packs/cutover-emergency.yaml', 'utf8');

function parsed(text: string): AuthoredPack {
  const result = parsePack(text);
  if (!result.ok) throw new Error(result.faults.map((fault) => fault.message.en).join('\n'));
  return result.value;
}

const PLAN = parsed(TEXT);
const SHIPPED = loadPacks('packs').map((one) => one.pack);

const lines = (before: AuthoredPack, after: AuthoredPack, locale: Locale): readonly string[] =>
  packDiff(before, after).flatMap((change) => sayChange(change, { before, after }, locale));

/** The plan with one part replaced. */
function withOther(from: string | RegExp, to: string): AuthoredPack {
  const text = TEXT.replace(from, to);
  if (text === TEXT) throw new Error('nothing was replaced');
  return parsed(text);
}

const RUNG = '    - { at: due - 30 min, notify: [branch-group], message: warning }\n';

const CHANGES: readonly (readonly [what: string, from: string | RegExp, to: string, en: string, zh: string])[] = [
  [
    'a limit',
    'limit: { hours: 4 }',
    'limit: { days: 1 }',
    '- Clock "Reply to the customer" (S1-T4), limit: { hours: 4 } → { days: 1 }',
    '- 时限「4小时内回复客户」(S1-T4),期限:{ 小时: 4 } → { 天: 1 }',
  ],
  [
    'who is told at a rung',
    '{ at: due, notify: [branch-leader], message: lapsed }',
    '{ at: due, notify: [branch-leader, union], message: lapsed }',
    '- Ladder "Reply to the customer, due", notify: Branch leader in charge → Branch leader in charge, Branch trade ' +
      'union',
    '- 阶梯「4小时内回复客户 到期」,通知:分行分管领导 → 分行分管领导、分行工会',
  ],
  [
    'a rung that no longer moves the case up',
    '{ at: due, escalate: next, notify: [outlet-head, branch-group], message: escalated }',
    '{ at: due, notify: [outlet-head, branch-group], message: escalated }',
    '- Ladder "Outlet resolves or reports to the branch, due", escalate: next → none',
    '- 阶梯「网点1小时内解决或上报分行 到期」,升级至:上一级 → 无',
  ],
  [
    'a new rung, with all that it says',
    RUNG,
    `${RUNG}    - { at: due - 15 min, notify: [branch-leader], message: warning }\n`,
    '- Ladder "Branch resolves or reports to the province, due - 15 min" is new\n    notify: Branch leader in ' +
      'charge\n    message: warning',
    '- 阶梯「分行2小时内解决或上报省行 到期 - 15 分钟」:新增\n    通知:分行分管领导\n    消息:warning',
  ],
  [
    'a rung that is dropped',
    RUNG,
    '',
    '- Ladder "Branch resolves or reports to the province, due - 30 min" is gone',
    '- 阶梯「分行2小时内解决或上报省行 到期 - 30 分钟」:取消',
  ],
  [
    'what stops a clock, on lines of their own when they are long',
    'stop: [reply, answer-media, reply-blueprint]',
    'stop: [answer-media, reply-blueprint]',
    '- Clock "Reply to the customer" (S1-T4), stop:\n    Reply to the customer, Answer the media, Reply to the ' +
      'customer (cutover)\n  → Answer the media, Reply to the customer (cutover)',
    '- 时限「4小时内回复客户」(S1-T4),停止:回复客户、答复媒体、回复客户(蓝图相关) → 答复媒体、回复客户(蓝图相关)',
  ],
  [
    'when an approval is needed, the condition as written with the words of its facts',
    ', gateWhen: { promised: true }',
    '',
    '- Action "Promise a completion", gate when: { a completion was promised: yes } → none',
    '- 操作「承诺办结时限」,审批条件:{ 已承诺办结时限: 是 } → 无',
  ],
  [
    'a channel',
    'media: { title: { zh: 媒体, en: Media }, entry: branch, external: true, rule: S1-K22d }',
    'media: { title: { zh: 媒体, en: Media }, entry: province, external: true, rule: S1-K22d }',
    '- Channel "Media" (S1-K22d), entry: Branch → Province',
    '- 渠道「媒体」(S1-K22d),进入层级:分行 → 省行',
  ],
  [
    'words of a message in the other language',
    "subject: { zh: '【待审批】{{ no }}'",
    "subject: { zh: '【请审批】{{ no }}'",
    '- Message "approval-requested", subject: [APPROVAL NEEDED] {{ no }} / 【待审批】{{ no }} → [APPROVAL NEEDED] {{ no ' +
      '}} / 【请审批】{{ no }}',
    '- 消息「approval-requested」,标题:【待审批】{{ no }} → 【请审批】{{ no }}',
  ],
  [
    'words of the format that are no roles',
    'window: { days: 30 } }',
    'window: { days: 60 } }',
    '- repeat:\n    { by: [complainant, category], window: { days: 30 } }\n  → { by: [complainant, category], ' +
      'window: { days: 60 } }',
    '- 重复投诉规则:{ 比对: [投诉人, 类别], 适用期: { 天: 30 } } → { 比对: [投诉人, 类别], 适用期: { 天: 60 } }',
  ],
  [
    'the window',
    'to: 2026-12-31',
    'to: 2027-01-31',
    '- window: { from: 2026-11-01, to: 2026-12-31 } → { from: 2026-11-01, to: 2027-01-31 }',
    '- 适用期:{ 自: 2026-11-01, 至: 2026-12-31 } → { 自: 2026-11-01, 至: 2027-01-31 }',
  ],
];

describe('the difference of two packs says', () => {
  it.each(CHANGES)('%s', (_what, from, to, en, zh) => {
    const after = withOther(from, to);
    expect(lines(PLAN, after, 'en').join('\n')).toBe(en);
    expect(lines(PLAN, after, 'zh').join('\n')).toBe(zh);
  });

  it('where, what it is called, and both values as written', () => {
    expect(packDiff(PLAN, withOther('limit: { hours: 4 }', 'limit: { days: 1 }'))).toEqual([
      {
        path: ['clocks', 'reply', 'limit'],
        label: { zh: '时限「4小时内回复客户」(S1-T4),期限', en: 'Clock "Reply to the customer" (S1-T4), limit' },
        before: { hours: 4 },
        after: { days: 1 },
      },
    ]);
  });

  it('what is asked for by a step, field by field', () => {
    const { persuade } = PLAN.steps;
    const accepted = persuade?.fields?.['accepted'];
    if (persuade === undefined || accepted === undefined) throw new Error('no such field');
    const fields = { ...persuade.fields, accepted: { ...accepted, required: accepted.required !== true } };
    const after = { ...PLAN, steps: { ...PLAN.steps, persuade: { ...persuade, fields } } };
    expect(packDiff(PLAN, after).map((one) => [one.path.join('/'), one.label.zh])).toEqual([
      ['steps/persuade/fields/accepted/required', expect.stringMatching(/^步骤「劝退」.*,填写项,客户是否接受,必填$/)],
    ]);
  });

  it('rules on routing, pauses and lists, entry by entry', () => {
    const of = (id: string): AuthoredPack => SHIPPED.find((one) => one.id === id) as AuthoredPack;
    const accounts = of('key-accounts');
    const [first, ...others] = accounts.routing ?? [];
    const routing = [{ ...first, when: { important: true }, bypass: undefined }, ...others];
    expect(lines(accounts, { ...accounts, routing }, 'zh')).toEqual([
      '- 分派「S4-E1」,适用条件:{ 重要投诉: 是, 类别: [网络与专线, 计费] } → { 重要投诉: 是 }',
      '- 分派「S4-E1」,越过逐级上报:是 → 无',
    ]);
    const statutory = of('cn-statutory');
    const { mediation, ...rest } = statutory.pauses ?? {};
    if (mediation === undefined) throw new Error('no such pause');
    const pauses = { ...rest, mediation: { ...mediation, max: { days: 20 } } };
    expect(lines(statutory, { ...statutory, pauses }, 'en')).toEqual([
      '- Pause "Mediation" (R2), max: { days: 30 } → { days: 20 }',
    ]);
    const lists = { ...statutory.lists, colours: { red: { zh: '红', en: 'Red' } } };
    expect(lines(statutory, { ...statutory, lists }, 'en')).toEqual(['- List entry "colours / Red" is new']);
  });

  it('every condition of the shipped packs in Chinese', () => {
    for (const before of SHIPPED) {
      for (const after of SHIPPED) {
        const said = lines(before, after, 'zh').filter((line) => /^ *(- .*,)?(适用条件|审批条件)/.test(line));
        expect(said.filter((line) => /[A-Za-z]{4}|undefined/.test(line.replace('-calibre', '')))).toEqual([]);
      }
    }
  });

  it('a class that is new, and that the others have moved', () => {
    const [first] = PLAN.classes;
    if (first === undefined) throw new Error('no class');
    const severe = { ...first, class: 'severe', title: { zh: '重大', en: 'Severe' }, rule: 'X1' };
    expect(lines(PLAN, { ...PLAN, classes: [severe, ...PLAN.classes] }, 'en')[0]).toBe('- Class "Severe" (X1) is new');
    expect(
      packDiff(PLAN, { ...PLAN, classes: PLAN.classes.toReversed() }).map((one) => [one.path, one.label.en]),
    ).toEqual([[['classes'], 'Class, order']]);
  });

  it('nothing about packs that differ by version, by comments or by what is off anyway', () => {
    expect(packDiff(PLAN, withOther('version: 1.4.0', 'version: 1.0.1'))).toEqual([]);
    const remark = 'severity: 7 # a remark\n    statutory: false\n';
    expect(packDiff(PLAN, withOther('severity: 7\n', remark))).toEqual([]);
  });

  it('that the bank no longer owes a clock, which is owed unless said', () => {
    const reply = { ...PLAN.clocks['reply'], owed: false } as AuthoredPack['clocks'][string];
    expect(lines(PLAN, { ...PLAN, clocks: { ...PLAN.clocks, reply } }, 'zh')).toEqual([
      '- 时限「4小时内回复客户」(S1-T4),由本行承担:无 → 否',
    ]);
  });
});

describe('redress pack diff', () => {
  const redress = (
    ...args: readonly string[]
  ): { readonly code: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', 'pack', 'diff', ...args], {
      encoding: 'utf8',
      env: { ...process.env, REDRESS_LOCALE: 'zh' },
    });
    return { code: status, out: stdout, err: stderr };
  };
  const file = join(mkdtempSync(join(tmpdir(), 'redress-diff-')), 'draft.yaml');
  writeFileSync(
    file,
    TEXT.replace('version: 1.4.0', 'version: 1.5.0').replace('limit: { hours: 4 }', 'limit: { hours: 2 }'),
  );

  it('prints a line for each change', () => {
    expect(redress('cutover-emergency', file, '--locale', 'en')).toMatchObject({
      code: 0,
      out:
        'cutover-emergency 1.4.0 → cutover-emergency 1.5.0\n- Clock "Reply to the customer" (S1-T4), limit: { ' +
        'hours: 4 } → { hours: 2 }\n',
    });
    expect(redress('cutover-emergency', 'cutover-emergency', '--locale', 'en').out).toContain('They say the same.\n');
    expect(JSON.parse(redress('cutover-emergency', file, '--json').out)).toMatchObject({
      before: { version: '1.4.0' },
      after: { version: '1.5.0' },
      changes: [{ path: ['clocks', 'reply', 'limit'], before: { hours: 4 }, after: { hours: 2 } }],
    });
  });

  it('fails in one line on a file that is not there, in Chinese unless English is asked for', () => {
    expect(redress('cutover-emergency', 'nowhere.yaml')).toEqual({ code: 1, out: '', err: '无法读取 nowhere.yaml\n' });
  });
});
