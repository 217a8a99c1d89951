import { provisionalText } from '../../activities/notify/provisionalText.ts';
import type { DemoOptions } from './demoOptions.ts';
import type { DemoClock, DemoEntry, DemoView } from './demoClient.ts';
import type { DemoSummary } from './demoSummary.ts';

const TEXT = {
  zh: {
    opening: (n: number, speed: number, seconds: number) =>
      `演练:登记 ${n} 件投诉,时间加快 ${speed} 倍(1 小时 = ${seconds} 秒)。邮件只进演练收件箱,不计入统计。`,
    opened: '登记',
    due: '到期',
    acted: '处理',
    refused: '被规则拒绝',
    late: (ms: number) => `(晚 ${ms} 毫秒)`,
    closing: '全部结束',
    summary: (s: DemoSummary, seconds: number) =>
      `用时 ${seconds} 秒;触发 ${s.rungs} 级通知,送达 ${s.told} 条,未送达 ${s.undelivered};` +
      `触发延迟 中位 ${s.p50Ms ?? '-'} 毫秒,p99 ${s.p99Ms ?? '-'} 毫秒,最大 ${s.maxMs ?? '-'} 毫秒;` +
      `提前 ${s.early}。`,
  },
  en: {
    opening: (n: number, speed: number, seconds: number) =>
      `Drill: ${n} complaints at ${speed} times the speed (1 hour = ${seconds} s). Mails go to the drill's inbox ` +
      'only; nothing is counted.',
    opened: 'opened',
    due: 'due',
    acted: 'done',
    refused: 'refused by the rules',
    late: (ms: number) => `(${ms} ms late)`,
    closing: 'all done',
    summary: (s: DemoSummary, seconds: number) =>
      `${seconds} s; ${s.rungs} rungs fired, ${s.told} messages arrived, ${s.undelivered} notifications did not; ` +
      `rungs late by p50 ${s.p50Ms ?? '-'} ms, p99 ${s.p99Ms ?? '-'} ms, at most ${s.maxMs ?? '-'} ms; early ` +
      `${s.early}.`,
  },
} as const;

/** Says in plain lines what happens to the demonstration's cases. */
export class DemoNarrator {
  readonly #options: DemoOptions;
  readonly #text: (typeof TEXT)['zh'] | (typeof TEXT)['en'];

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#text = TEXT[options.locale];
  }

  opening(cases: number): void {
    this.#options.out(this.#text.opening(cases, this.#options.speed, 3600 / this.#options.speed));
  }

  opened(view: DemoView, say: string): void {
    this.#line(view.no, `${this.#text.opened} · ${say}`);
    for (const clock of view.clocks) this.#line(view.no, `    ${this.#due(clock)}`);
  }

  #due({ rule, label, dueAt, provisional, calendarVersion }: DemoClock): string {
    return (
      `${rule ?? ''} ${label} · ${this.#text.due} ` +
      `${clockTime(dueAt)}${provisionalText(provisional ? (calendarVersion ?? '') : undefined, this.#options.locale)}`
    );
  }

  acted(no: string, action: string, refusal: string | undefined): void {
    this.#line(
      no,
      refusal === undefined ? `${this.#text.acted} · ${action}` : `${action} · ${this.#text.refused}: ${refusal}`,
    );
  }

  event(no: string, entry: DemoEntry): void {
    const said = this.#said(entry);
    if (said !== undefined) this.#line(no, said, entry.at);
  }

  closing(summary: DemoSummary, ms: number): void {
    this.#options.out(`${this.#text.closing}: ${this.#text.summary(summary, Math.round(ms / 1000))}`);
  }

  #said(entry: DemoEntry): string | undefined {
    const data = entry.data ?? {};
    const label = entry.label ?? '';
    switch (entry.type) {
      case 'ClockMissed':
        return `!! ${label}`;
      case 'RungFired':
        return `  → ${label} ${this.#text.late(Number(data['lateMs'] ?? 0))}`;
      case 'LevelChanged':
        return `  ↑ ${label}`;
      case 'ClassChanged':
        return data['from'] === '' ? undefined : `  ※ ${label}`;
      case 'CaseResolved':
      case 'CaseClosed':
      case 'CaseWithdrawn':
        return `  ✓ ${label}`;
      default:
        return undefined;
    }
  }

  #line(no: string, text: string, at: string = new Date().toISOString()): void {
    this.#options.out(`${clockTime(at)}  ${no}  ${text}`);
  }
}

function clockTime(instant: string): string {
  return (
    new Date(instant).toLocaleTimeString('en-GB', { hour12: false }) +
    `.${String(new Date(instant).getMilliseconds()).padStart(3, '0')}`
  );
}
