import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { packDiff } from '../../../packs/describe/packDiff.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';

const TEXT = readFileSync('packs/cutover-emergency.yaml', 'utf8');

function parsed(text: string): AuthoredPack {
  const result = parsePack(text);
  if (!result.ok) throw new Error(result.faults.map((fault) => fault.message.en).join('\n'));
  return result.pack;
}

/** Sentences about the plan with one part replaced. */
function changed(from: string | RegExp, to: string): readonly { readonly zh: string; readonly en: string }[] {
  const text = TEXT.replace(from, to);
  if (text === TEXT) throw new Error('nothing was replaced');
  return packDiff(parsed(TEXT), parsed(text));
}

const SENTENCES: readonly (readonly [what: string, from: string | RegExp, to: string, en: string, zh: string])[] = [
  [
    'a limit',
    'limit: { hours: 4 }',
    'limit: { days: 1 }',
    'Clock "Reply to the customer" (S1-T4): the limit changes from 4 hours to 1 day',
    '时限「4小时内回复客户」(S1-T4):期限由「4 小时」改为「1 天」',
  ],
  [
    'who is told at a rung',
    '{ at: due, notify: [branch-leader], message: lapsed }',
    '{ at: due, notify: [branch-leader, union], message: lapsed }',
    'Ladder "Reply to the customer, at the due moment": who is told changes from Branch leader in charge to Branch leader in charge, Branch trade union',
    '阶梯「4小时内回复客户 到期时」:通知由「分行分管领导」改为「分行分管领导、分行工会」',
  ],
  [
    'a rung that no longer moves the case up',
    '{ at: due, escalate: next, notify: [outlet-head, branch-group], message: escalated }',
    '{ at: due, notify: [outlet-head, branch-group], message: escalated }',
    'Ladder "Outlet resolves or reports to the branch, at the due moment": the level it moves to changes from the next level to none',
    '阶梯「网点1小时内解决或上报分行 到期时」:升级至由「上一级」改为「无」',
  ],
  [
    'a new rung',
    '    - { at: due - 30 min, notify: [branch-group], message: warning }\n',
    '    - { at: due - 30 min, notify: [branch-group], message: warning }\n    - { at: due - 15 min, notify: [branch-leader], message: warning }\n',
    'Ladder "Branch resolves or reports to the province, 15 minutes before due" is new: who is told Branch leader in charge; the message warning',
    '阶梯「分行2小时内解决或上报省行 到期前 15 分钟」为新增:通知 分行分管领导;消息 warning',
  ],
  [
    'a rung that is dropped',
    '    - { at: due - 30 min, notify: [branch-group], message: warning }\n',
    '',
    'Ladder "Branch resolves or reports to the province, 30 minutes before due" is gone',
    '阶梯「分行2小时内解决或上报省行 到期前 30 分钟」取消',
  ],
  [
    'what stops a clock',
    'stop: [reply, answer-media, reply-blueprint]',
    'stop: [reply]',
    'Clock "Reply to the customer" (S1-T4): the stop changes from Reply to the customer, Answer the media, Reply to the customer (cutover) to Reply to the customer',
    '时限「4小时内回复客户」(S1-T4):停止由「回复客户、答复媒体、回复客户(蓝图相关)」改为「回复客户」',
  ],
  [
    'who may do something',
    'open-accountability:\n    title: { zh: 启动问责, en: Open accountability }\n    rule: S1-K17\n    by: [branch-leader]',
    'open-accountability:\n    title: { zh: 启动问责, en: Open accountability }\n    rule: S1-K17\n    by: [branch-group]',
    'Step "Open accountability" (S1-K17): who may changes from Branch leader in charge to Branch complaint group',
    '步骤「启动问责」(S1-K17):可办角色由「分行分管领导」改为「分行投诉受理小组」',
  ],
  [
    'when an approval is needed',
    ', gateWhen: { promised: true }',
    '',
    'Action "Promise a completion": when approval is needed changes from “a completion was promised” to none',
    '操作「承诺办结时限」:审批条件由「已承诺办结时限」改为「无」',
  ],
  [
    'a channel',
    'media: { title: { zh: 媒体, en: Media }, entry: branch, external: true, rule: S1-K22d }',
    'media: { title: { zh: 媒体, en: Media }, entry: province, external: true, rule: S1-K22d }',
    'Channel "Media" (S1-K22d): the level of entry changes from Branch to Province',
    '渠道「媒体」(S1-K22d):进入层级由「分行」改为「省行」',
  ],
  [
    'a category',
    'blueprint: { title: { zh: 蓝图相关, en: Cutover-related }, rule: S1-C2, require: [promisedAt], script: hq-wording }',
    'blueprint: { title: { zh: 蓝图相关, en: Cutover-related }, rule: S1-C2, script: hq-wording }',
    'Category "Cutover-related" (S1-C2): what it needs changes from Promised completion to none',
    '类别「蓝图相关」(S1-C2):必填项由「承诺办结时限」改为「无」',
  ],
  [
    'the words of a message',
    "subject: { zh: '【待审批】{{ no }}'",
    "subject: { zh: '【请审批】{{ no }}'",
    'Message "approval-requested" has other words',
    '消息「approval-requested」文字有改动',
  ],
  [
    'the window',
    'to: 2026-12-31',
    'to: 2027-01-31',
    'the window for new cases changes from 2026-11-01 until 2026-12-31 to 2026-11-01 until 2027-01-31',
    '适用期由「2026-11-01 至 2026-12-31」改为「2026-11-01 至 2027-01-31」',
  ],
];

describe('the difference of two packs says', () => {
  it.each(SENTENCES)('%s', (_what, from, to, en, zh) => {
    expect(changed(from, to)).toContainEqual({ en, zh });
    expect(changed(from, to)).toHaveLength(1);
  });

  it('rules on access, routing, pauses and lists, entry by entry', () => {
    const of = (id: string): AuthoredPack => loadPacks('packs').find((one) => one.pack.id === id)?.pack as AuthoredPack;
    const said = (before: AuthoredPack, after: AuthoredPack): readonly string[] =>
      packDiff(before, after).flatMap(({ zh, en }) => [zh, en]);
    const accounts = of('key-accounts');
    const [first, ...others] = accounts.routing ?? [];
    expect(
      said(accounts, { ...accounts, routing: [{ ...first, when: { important: true }, bypass: undefined }, ...others] }),
    ).toEqual([
      '分派「第 1 条」(S4-E1):条件由「「重要投诉」为是,且类别为网络与专线或计费」改为「「重要投诉」为是」',
      'Routing "row 1" (S4-E1): the condition changes from “"Important" is yes and category is Network and lines or Billing” to “"Important" is yes”',
      '分派「第 1 条」(S4-E1):越过逐级上报由「是」改为「否」',
      'Routing "row 1" (S4-E1): goes past the ladder of levels changes from yes to no',
    ]);
    const statutory = of('cn-statutory');
    const { mediation, ...rest } = statutory.pauses ?? {};
    if (mediation === undefined) throw new Error('no such pause');
    expect(
      said(statutory, { ...statutory, pauses: { ...rest, mediation: { ...mediation, max: { days: 20 } } } }),
    ).toEqual([
      '暂停「调解期间」(R2):累计最长由「30 天」改为「20 天」',
      'Pause "Mediation" (R2): the longest total changes from 30 days to 20 days',
    ]);
    expect(
      said(statutory, { ...statutory, lists: { ...statutory.lists, colours: { red: { zh: '红', en: 'Red' } } } }),
    ).toEqual(['清单条目「colours / 红」为新增', 'List entry "colours / Red" is new']);
  });

  it('never JSON, whichever of the shipped packs are compared', () => {
    const shipped = loadPacks('packs').map((one) => one.pack);
    const sentences = shipped.flatMap((before) => shipped.flatMap((after) => packDiff(before, after)));
    expect(sentences.filter(({ zh, en }) => /[{}]|\["|undefined/.test(zh + en))).toEqual([]);
  });

  it('a class that is new, and that the others have moved', () => {
    const [first] = parsed(TEXT).classes;
    const before = parsed(TEXT);
    if (first === undefined) throw new Error('no class');
    const severe = { ...first, class: 'severe', title: { zh: '重大', en: 'Severe' }, rule: 'X1' };
    expect(packDiff(before, { ...before, classes: [severe, ...before.classes] }).map((one) => one.en)).toEqual([
      expect.stringMatching(/^Class "Severe" \(X1\) is new: the rule X1; the condition /),
    ]);
    expect(packDiff(before, { ...before, classes: before.classes.toReversed() }).map((one) => one.en)).toEqual([
      'The order of the classes is another',
    ]);
  });

  it('how many must agree and up to what amount', () => {
    const before = parsed(TEXT);
    const [id, approval] = Object.entries(before.approvals).find(([, one]) => one.cap !== undefined) ?? [];
    if (id === undefined || approval?.cap === undefined) throw new Error('no capped approval');
    const [row] = approval.cap.limits;
    const after = {
      ...before,
      approvals: {
        ...before.approvals,
        [id]: { ...approval, approvers: 3, cap: { ...approval.cap, limits: [{ ...row, max: '777.00' }] } },
      },
    };
    const said = packDiff(before, after).map((one) => one.en);
    expect(said[0]).toContain('how many must agree changes from 2 to 3');
    expect(said[1]).toMatch(/the cap changes from .*5000\.00.* to 777\.00/);
    const alone = { ...approval, cap: { ...approval.cap, anonymous: 'per-case' as const } };
    expect(
      packDiff(before, { ...before, approvals: { ...before.approvals, [id]: alone } }).map((one) => one.en),
    ).toEqual([
      expect.stringMatching(/nothing to an anonymous complainant.* to .*for each case of an anonymous complainant/),
    ]);
  });

  it('a setting that it has no words for, by its name', () => {
    const before = parsed(TEXT);
    const reply = { ...before.clocks['reply'], surprise: 7 } as AuthoredPack['clocks'][string];
    expect(packDiff(before, { ...before, clocks: { ...before.clocks, reply } })).toEqual([
      {
        en: 'Clock "Reply to the customer" (S1-T4): surprise changes from none to 7',
        zh: '时限「4小时内回复客户」(S1-T4):surprise由「无」改为「7」',
      },
    ]);
  });

  it('nothing about packs that differ by version, by comments or by what is off anyway', () => {
    expect(changed('version: 1.3.0', 'version: 1.0.1')).toEqual([]);
    expect(changed('severity: 7\n', 'severity: 7 # a remark\n    statutory: false\n')).toEqual([]);
  });
});

describe('redress pack diff', () => {
  const redress = (
    ...args: readonly string[]
  ): { readonly code: number | null; readonly out: string; readonly err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', 'pack', 'diff', ...args], {
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  };
  const file = join(mkdtempSync(join(tmpdir(), 'redress-diff-')), 'draft.yaml');
  writeFileSync(
    file,
    TEXT.replace('version: 1.3.0', 'version: 1.4.0').replace('limit: { hours: 4 }', 'limit: { hours: 2 }'),
  );

  it('prints a line for each change, in either language', () => {
    expect(redress('cutover-emergency', file, '--locale', 'en')).toMatchObject({
      code: 0,
      out: 'cutover-emergency 1.3.0 → cutover-emergency 1.4.0\n- Clock "Reply to the customer" (S1-T4): the limit changes from 4 hours to 2 hours.\n',
    });
    expect(redress('cutover-emergency', file).out).toContain(
      '- 时限「4小时内回复客户」(S1-T4):期限由「4 小时」改为「2 小时」。\n',
    );
    expect(redress('cutover-emergency', 'cutover-emergency', '--locale', 'en').out).toContain('They say the same.\n');
    expect(JSON.parse(redress('cutover-emergency', file, '--json').out)).toMatchObject({
      before: { version: '1.3.0' },
      after: { version: '1.4.0' },
      changes: [{}],
    });
  });

  it('fails in one line on a file that is not there', () => {
    expect(redress('cutover-emergency', 'nowhere.yaml')).toEqual({ code: 1, out: '', err: '无法读取 nowhere.yaml\n' });
    expect(redress('cutover-emergency', 'nowhere.yaml', '--locale', 'en')).toEqual({
      code: 1,
      out: '',
      err: 'nowhere.yaml cannot be read\n',
    });
  });
});
