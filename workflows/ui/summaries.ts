/**
 * What an administrator reads beside each timer, activity and handler in the Temporal UI, in the installation's
 * language. Nothing personal.
 */

import type { RecordedEvent } from '../../domain/case/event.ts';
import { scheduledOf } from '../../domain/clocks/scheduled.ts';
import type { NextTimer } from '../../domain/clocks/nextTimer.ts';
import { escalationTarget } from '../../domain/decide/routing.ts';
import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { kindOf, rungKind } from '../../domain/notify/rungKind.ts';
import type { ActionDef, FieldDef } from '../../domain/pack/pack.ts';
import { EVENT_NAMES } from '../../language/eventNames.ts';
import { say, type Phrase } from '../../language/phrase.ts';
import type { RefusedEvent } from '../../contracts/complaintWorkflow.ts';
import { cutSummary } from '../../contracts/cutSummary.ts';
import type { CaseRun } from '../run/caseRun.ts';
import { dueText } from './moments.ts';
import { noticeTitle } from './noticeTitle.ts';
import {
  actionTitle,
  clockTitle,
  isConfidential,
  levelTitle,
  roleTitle,
  roleTitles,
  stageTitle,
  words,
} from './titles.ts';
import { own } from '../../domain/values/own.ts';

type Params = NonNullable<Phrase['params']>;

/**
 * `lapse ↑ branch · Reply · 29 November 2026, 14:00 (Beijing time) → handler, branch head`: what matters first, for
 * pages cut it.
 */
export function timerSummary(run: CaseRun, next: NextTimer): string {
  const w = words(run);
  const mark = next.provisional === undefined ? '' : ` (${w.provisional} ${next.provisional})`;
  if (isConfidential(run)) return cutSummary(`${w.confidential} ${dueText(run, next.at)}${mark}`);
  const now = scheduledOf(run.pack, run.state).filter((one) => one.at === next.at);
  const [first] = now;
  const kind =
    first?.kind === 'rung' ? rungKind(next.at, first.clock.dueAt) : first?.kind === 'miss' ? 'lapse' : 'resume';
  const up = now.flatMap((one) => (one.kind === 'rung' ? (upTo(run, one.rung?.escalate) ?? []) : [])).at(-1);
  return cutSummary(
    `${w[kind]}${goesUp(run, up)} · ${next.label} · ${dueText(run, next.at)}${mark}${arrow(run, next.notify)}`,
  );
}

/** `lapse ↑ branch · Reply; warning · Report → handler, branch head`. */
export function deliverySummary(run: CaseRun, { items }: Delivery): string {
  if (isConfidential(run)) return words(run).confidential;
  const roles = items.flatMap((item) => item.notify);
  return cutSummary(`${itemsText(run, items)}${arrow(run, roles)}`);
}

const KINDS = ['lapse', 'repetition', 'warning', 'notice'] as const;

/** What notifications are about, by kind: `lapse ↑ branch · Reply; warning · Report`. */
export function itemsText(run: CaseRun, items: readonly Notification[]): string {
  const w = words(run);
  const texts = KINDS.flatMap((kind) => {
    const same = items.filter((item) => (kindOf(item) ?? 'notice') === kind);
    if (same.length === 0) return [];
    const titles = new Set(same.map((item) => noticeTitle(run, item)));
    const up = same.flatMap(({ escalatedTo }) => escalatedTo ?? []).at(-1);
    return [`${w[kind]}${goesUp(run, up)} · ${[...titles].join(w.comma)}`];
  });
  return texts.join(w.semicolon);
}

/** What is recorded, refusals too: `Lapsed · Reply, ↑ branch`. */
export function recordSummary(run: CaseRun, events: readonly RecordedEvent[]): string {
  const w = words(run);
  if (isConfidential(run)) return w.confidential;
  return events.length === 0
    ? w.whoAsks
    : cutSummary([...new Set(events.map((one) => eventText(run, one)))].join(w.comma));
}

function eventText(run: CaseRun, event: RecordedEvent): string {
  const locale = run.pack.locale ?? 'zh';
  const name = EVENT_NAMES[event.type][locale];
  switch (event.type) {
    case 'StepRecorded':
      return actionTitle(run, event.data.step);
    case 'ActionRefused':
      return `${name} · ${refusedText(run, event)}`;
    case 'LevelChanged':
      return `↑ ${levelTitle(run, event.data.to)}`;
    case 'ClockStarted':
    case 'ClockMoved':
    case 'ClockStopped':
    case 'ClockCancelled':
    case 'ClockMissed':
      return `${name} · ${clockTitle(run, event.data.clock)}`;
    case 'RungFired':
      return `${name} ${roleTitles(run, event.data.notify)}`;
    default:
      return name;
  }
}

/** Which action was refused to whom, and why. */
export function refusedText(run: CaseRun, { data, actor }: RefusedEvent): string {
  const { colon } = words(run);
  const why = say({ ...data, params: inTitles(run, data.params ?? {}) }, run.pack.locale ?? 'zh');
  return `${actionTitle(run, data.action)} (${data.named ?? actor.id})${colon}${why}`;
}

const TITLES: Readonly<Record<string, (run: CaseRun, id: string) => string>> = {
  action: actionTitle,
  clocks: clockTitle,
  levels: levelTitle,
  roles: roleTitle,
  stage: stageTitle,
  stages: stageTitle,
};

/** What a refusal names: whoever sent it goes by ids, whoever reads it here by titles. */
function inTitles(run: CaseRun, params: Params): Params {
  const entries = Object.entries(params).map(([name, value]) => {
    const title = own(TITLES, name);
    if (title === undefined) return [name, value] as const;
    if (typeof value === 'string') return [name, title(run, value)] as const;
    const ids = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    return [name, ids.length === 0 ? value : ids.map((id) => title(run, id))] as const;
  });
  return Object.fromEntries(entries);
}

/** Title, rule, who may, and an argument that the action takes. */
export function handlerDescription(run: CaseRun, def: ActionDef): string {
  const rule = def.rule === undefined ? '' : ` (${def.rule})`;
  return `${def.title}${rule} — ${roleTitles(run, def.by)} — ${exampleOf(run, def)}`;
}

function exampleOf(run: CaseRun, { fields = {} }: ActionDef): string {
  const open = Object.entries(fields).filter(([, field]) => field.type !== 'note' && field.personal !== true);
  const required = open.filter(([, field]) => field.required === true);
  // An optional text names one of several, which only who sends it knows.
  const shown = required.length > 0 ? required : open.filter(([, { type }]) => type !== 'text').slice(0, 1);
  const examples = shown.map(([name, field]) => [name, example(run, name, field)]);
  return JSON.stringify({ id: 'my-1', actor: run.state.handler ?? 'person-id', fields: Object.fromEntries(examples) });
}

function example(run: CaseRun, name: string, { type, list = '' }: FieldDef): unknown {
  const code = own(run.pack.lists, list)?.[0] ?? 'code';
  const examples: Readonly<Record<FieldDef['type'], unknown>> = {
    text: textExample(run, name),
    note: 'note-id',
    code,
    codes: [code],
    boolean: true,
    integer: 1,
    money: '12.00',
    instant: '+6h',
    person: run.state.handler ?? 'person-id',
    unit: run.state.unit,
    units: [run.state.unit],
    case: '20261123-000001',
  };
  return examples[type];
}

/** An id of the pack where the rules ask for one. */
function textExample({ pack, state }: CaseRun, name: string): string {
  const ids: Readonly<Record<string, readonly string[]>> = {
    category: Object.keys(pack.categories).filter((id) => id !== state.category),
    channel: Object.keys(pack.channels).filter((id) => !state.channels.includes(id)),
    clock: pack.clocks.filter(({ extendable }) => extendable !== undefined).map(({ id }) => id),
  };
  return own(ids, name)?.[0] ?? 'text';
}

/** Where a rung would take the case, as far as it goes up at all. */
export function upTo(run: CaseRun, escalate: string | undefined): string | undefined {
  return escalationTarget(run.pack, run.state.level, escalate);
}

export function goesUp(run: CaseRun, level: string | undefined): string {
  return level === undefined ? '' : ` ↑ ${levelTitle(run, level)}`;
}

export function arrow(run: CaseRun, roles: readonly string[]): string {
  return roles.length === 0 ? '' : ` → ${roleTitles(run, roles)}`;
}
