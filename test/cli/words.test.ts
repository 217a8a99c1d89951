import { describe, expect, it } from 'vitest';
import { outputIn } from '../../cli/output/output.ts';
import { sayPlan } from '../../cli/packs/planMigration.ts';
import { RECONCILE_WORDS } from '../../cli/repair/reconcileWords.ts';
import { usageErrorInChinese } from '../../cli/output/usageInChinese.ts';
import { findingIn, VERIFY_WORDS } from '../../cli/repair/verifyWords.ts';
import { phrase } from '../../language/phrase.ts';
import { loadPacks } from '../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';

describe('the words of the operators’ commands', () => {
  const tables = { RECONCILE_WORDS, VERIFY_WORDS };
  const texts = (table: object): readonly string[] =>
    Object.values(table).flatMap((one: unknown) =>
      typeof one === 'string' ? [one] : typeof one === 'function' ? [String(one('7', '7', '7', '7'))] : [],
    );

  it.each(Object.entries(tables))('%s are Chinese in the one language and not in the other', (_name, { zh, en }) => {
    expect(texts(zh).filter((text) => /\p{Script=Latin}/u.test(text) && !/\p{Script=Han}/u.test(text))).toEqual([]);
    expect(texts(en).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });
});

describe('verify', () => {
  it.each([
    ['the log is empty', '日志为空'],
    ['the log has a gap at event 4', '日志在事件 4 处缺号'],
    [
      'the hash chain is broken at event 3: what is there is not what was written',
      '哈希链在事件 3 处断开:现有内容不是当时写入的内容',
    ],
    ['the read model (event 8) is not the fold of the log (event 9)', '读模型(事件 8)与日志(事件 9)推算的结果不符'],
    [
      'the read model differs from the log in: cases.stage, rungs reply/1/due (missing) and 3 more',
      '读模型与日志有出入:cases.stage、rungs reply/1/due (缺失),另有 3 处',
    ],
    ['the read model does not have the case', '读模型中没有这件投诉'],
  ])('says in Chinese that %s', (en, zh) => {
    expect(findingIn(en, 'zh')).toBe(zh);
    expect(findingIn(en, 'en')).toBe(en);
  });
});

describe('pack migrate', () => {
  const plan = resolveEngine(
    loadPacks('packs').find((one) => one.pack.id === 'cutover-emergency')?.pack as AuthoredPack,
    'zh',
  );

  it('shows its table in either language', () => {
    const at = Date.parse('2026-11-23T09:00:00+08:00');
    const moved = [{ clock: 'reply', occurrence: 1, from: at, to: at + 15 * 3_600_000, past: true }];
    const cases = [
      {
        no: '20261123-000001',
        from: '1.1.0',
        plan: {
          moved,
          ended: [{ clock: 'old', occurrence: 1 }],
          started: [],
          class: { from: 'formal', to: 'enquiry' },
        },
      },
      {
        no: '20261123-000002',
        from: '1.1.0',
        refused: { code: 'category-unknown', ...phrase('version-without-category', { category: 'x' }) },
      },
    ] as unknown as Parameters<typeof sayPlan>[1];
    const reply = plan.clocks.find((one) => one.id === 'reply')?.title ?? '';
    const [formal, enquiry] = ['formal', 'enquiry'].map((id) => plan.classes.find((one) => one.class === id)?.title);
    const table = (locale: 'zh' | 'en'): readonly string[] => {
      const lines: string[] = [];
      sayPlan(
        plan,
        cases,
        outputIn(locale, (line) => void lines.push(line)),
      );
      return lines;
    };
    expect(table('en')).toEqual([
      `20261123-000001  1.1.0 → ${plan.version}  class ${formal} → ${enquiry}`,
      `  moves    reply/1 ${reply}  23 November 2026, 09:00 (Beijing time) → 23 November 2026, 24:00 (Beijing time)` +
        `  (past: marked, nobody is blamed)`,
      '  ends     old/1  the version does not have it',
      `20261123-000002  1.1.0 → ${plan.version}  cannot be moved: the version has no category "x"; reclassify the ` +
        `case first [category-unknown]`,
      `1 open cases would move to ${plan.id} ${plan.version}, 1 cannot`,
    ]);
    expect(table('zh')).toEqual([
      `20261123-000001  1.1.0 → ${plan.version}  统计口径 ${formal} → ${enquiry}`,
      `  变动 reply/1 ${reply}  2026年11月23日 09:00 (北京时间) → 2026年11月23日 24:00 (北京时间)` +
        `(已过期:作标记,不追究任何人)`,
      '  取消 old/1  新版本没有此时限',
      expect.stringMatching(/不能迁移:.*"x".* \[category-unknown\]$/) as string,
      `1 件未结案件将迁移到 ${plan.id} ${plan.version},1 件不能迁移`,
    ]);
  });
});

describe('a command that is written wrong', () => {
  it.each([
    ["error: unknown command 'verfy'\n(Did you mean verify?)", "没有命令 'verfy'\n(是否指 verify?)"],
    ["error: missing required argument 'file'", "缺少参数 'file'"],
    ["error: option '--rate <n>' argument missing", "选项 '--rate <n>' 缺少取值"],
    [
      "error: option '--locale <locale>' argument 'fr' is invalid. Allowed choices are zh, en.",
      "选项 '--locale <locale>' 不能取 'fr';可取:zh, en",
    ],
  ])('%j', (en, zh) => expect(usageErrorInChinese(en)).toBe(zh));
});
