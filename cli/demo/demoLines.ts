import { provisionalText } from '../../activities/notify/provisionalText.ts';
import type { ComplaintView, TimelineItem } from '../../contracts/http/httpComplaint.ts';
import { sayTimeOfDay } from '../../domain/time/sayMoment.ts';
import { own } from '../../domain/values/own.ts';
import { plain, type Bilingual } from '../../language/bilingual.ts';
import { hostZone } from '../output/hostZone.ts';
import type { Output } from '../output/output.ts';
import { table } from '../output/table.ts';
import type { demoClient } from './demoClient.ts';
import type { DemoSummary } from './demoSummary.ts';

export function sayOpening(out: Output, cases: number, speed: number): void {
  const seconds = 3600 / speed;
  out.say({
    zh: `演练:登记 ${cases} 件投诉,时间加快 ${speed} 倍(1 小时 = ${seconds} 秒)。邮件只进演练收件箱,不计入统计。`,
    en:
      `Drill: ${cases} complaints at ${speed} times the speed (1 hour = ${seconds} s). Mails go to the drill's inbox ` +
      'only; nothing is counted.',
  });
}

export function sayOpened(out: Output, { no, clocks }: Pick<ComplaintView, 'no' | 'clocks'>, said: Bilingual): void {
  say(out, no, { zh: `登记 · ${said.zh}`, en: `opened · ${said.en}` });
  for (const { rule = '', label, dueAt, provisional, calendarVersion } of clocks) {
    const due = clockTime(dueAt) + provisionalText(provisional ? (calendarVersion ?? '') : undefined, out.locale);
    say(out, no, { zh: `    ${rule} ${label} · 到期 ${due}`, en: `    ${rule} ${label} · due ${due}` });
  }
}

export function sayAct(out: Output, no: string, action: string, refusal: string | undefined, at: number): void {
  say(
    out,
    no,
    refusal === undefined
      ? { zh: `处理 · ${action}`, en: `done · ${action}` }
      : { zh: `${action} · 被规则拒绝: ${refusal}`, en: `${action} · refused by the rules: ${refusal}` },
    new Date(at).toISOString(),
  );
}

export function sayEvent(out: Output, no: string, { type, label, data = {}, at }: TimelineItem): void {
  const late = Number(data['lateMs'] ?? 0);
  const lines: Readonly<Record<string, Bilingual>> = {
    ClockMissed: plain(`!! ${label}`),
    RungFired: { zh: `  → ${label} (晚 ${late} 毫秒)`, en: `  → ${label} (${late} ms late)` },
    LevelChanged: plain(`  ↑ ${label}`),
    ...(data['from'] === '' ? {} : { ClassChanged: plain(`  ※ ${label}`) }),
    CaseResolved: plain(`  ✓ ${label}`),
    CaseClosed: plain(`  ✓ ${label}`),
    CaseWithdrawn: plain(`  ✓ ${label}`),
  };
  const words = own(lines, type ?? '');
  if (words !== undefined) say(out, no, words, at);
}

export function sayClosing(out: Output, summary: DemoSummary, ms: number): void {
  const { rungs, told, undelivered, p50Ms = '-', p99Ms = '-', maxMs = '-', early } = summary;
  const seconds = Math.round(ms / 1000);
  out.say({
    zh:
      `全部结束: 用时 ${seconds} 秒;触发 ${rungs} 级通知,送达 ${told} 条,未送达 ${undelivered};` +
      `触发延迟 中位 ${p50Ms} 毫秒,p99 ${p99Ms} 毫秒,最大 ${maxMs} 毫秒;提前 ${early}。`,
    en:
      `all done: ${seconds} s; ${rungs} rungs fired, ${told} messages arrived, ${undelivered} notifications did not; ` +
      `rungs late by p50 ${p50Ms} ms, p99 ${p99Ms} ms, at most ${maxMs} ms; early ${early}.`,
  });
}

type Told = Awaited<ReturnType<ReturnType<typeof demoClient>['notifications']>>;

/** A row for each case. */
export function sayCases(
  out: Output,
  cases: readonly Readonly<{ no: string; level: string; class: string; told: Told; lateMs: readonly number[] }>[],
): void {
  const head =
    out.locale === 'zh' ? ['案件', '层级', '口径', '送达', '最晚'] : ['case', 'level', 'class', 'told', 'late'];
  const rows = cases.map(({ no, level, class: class_, told, lateMs }) => [
    no,
    level,
    class_,
    String(new Set(told.filter(({ status }) => status === 'delivered').map(({ messageKey }) => messageKey)).size),
    lateMs.length === 0 ? '-' : `${Math.max(...lateMs)} ms`,
  ]);
  for (const line of ['', ...table(head, rows), '']) out.line(line);
}

/** What did not arrive, and why. */
export function sayUndelivered(out: Output, no: string, told: Told): void {
  for (const { status, label, lastError, whatToDo } of told)
    if (status === 'moot')
      out.say({
        zh: `未发出 ${no}  ${label}:${lastError ?? ''}`,
        en: `not sent ${no}  ${label}: ${lastError ?? ''}`,
      });
    else if (status !== 'delivered') {
      const why = whatToDo ?? lastError ?? status;
      out.say({
        zh: `未送达 ${no}  ${label}:${why}`,
        en: `not arrived ${no}  ${label}: ${why}`,
      });
    }
}

export function sayWhere(out: Output, api: string, temporalUi: string | null, no: string): void {
  out.say({ zh: `查看:邮件 ${api}/dev/mail`, en: `look at: mails ${api}/dev/mail` });
  out.say({
    zh: `      时间线 ${api}/v1/complaints/${no}/timeline`,
    en: `         timeline ${api}/v1/complaints/${no}/timeline`,
  });
  if (temporalUi !== null) out.say({ zh: `      Temporal ${temporalUi}`, en: `         Temporal ${temporalUi}` });
}

function say(out: Output, no: string, { zh, en }: Bilingual, at: string = new Date().toISOString()): void {
  const start = `${clockTime(at)}  ${no}  `;
  out.say({ zh: start + zh, en: start + en });
}

function clockTime(instant: string): string {
  return sayTimeOfDay(Date.parse(instant), hostZone);
}
