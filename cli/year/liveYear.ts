import { topicOf, type RepeatRule } from '../../domain/case/repeats.ts';
import type { ActionCommand, Intake } from '../../domain/case/command.ts';
import { ok, type Rejection, type Result } from '../../domain/case/rejection.ts';
import { openCase, outsideWindow } from '../../domain/decide/openCase.ts';
import { routeOf } from '../../domain/decide/routing.ts';
import type { Advance } from '../../domain/decide/withConsequences.ts';
import { parseFields } from '../../domain/fields/parseFields.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { defined, own } from '../../domain/values/own.ts';
import { liveScript } from '../../domain/whatif/liveScript.ts';
import { WhatIfLedger } from '../../domain/whatif/whatIfLedger.ts';
import { WhatIfRun } from '../../domain/whatif/whatIfRun.ts';
import { faultsIn, inBoth } from '../../language/phrase.ts';
import { BilingualError } from '../../language/bilingual.ts';
import type { Cast } from '../../packs/year/cast.ts';
import type { PlannedAction, PlannedCase } from '../../packs/year/planYear.ts';

export type LivedCase = Readonly<{ intake: Intake; topic: string; life: Advance; ledger: WhatIfLedger }>;

export type LifeParts = Readonly<{
  /** With the days that a case of that moment may need. */
  pack: EnginePack;
  repeat: RepeatRule | undefined;
  cast: Cast;
  no: string;
  /** Number of the case before it by the same customer. */
  repeatOf: string | undefined;
  until: number;
}>;

/** Lives what is planned, deadlines included. Throws what the rules refuse: then the year is written wrongly. */
export function liveYear(planned: PlannedCase, parts: LifeParts): LivedCase {
  const { pack, repeat, no, repeatOf, until, cast } = parts;
  const { at, channel, unit, category, customer, actor, actions } = planned;
  const outside = outsideWindow(pack, at);
  if (outside !== undefined) throw wrongIn(planned, outside);
  const fields = right(planned, parseFields(pack.fields, pack.lists, planned.fields, { at }));
  const asked: Intake = {
    object: planned.object ?? pack.objects[0] ?? '',
    channel,
    unit,
    category,
    fields,
    anonymous: customer === undefined,
    actor,
    ...defined({ calendar: pack.calendar, repeatOf }),
  };
  const role = routeOf(pack, asked)?.role;
  const intake = role === undefined ? asked : { ...asked, assigned: cast.holderOf(role, unit, 0).id };
  const opened = right(planned, openCase(pack, intake, at));
  const ledger = new WhatIfLedger();
  const base = { origin: at, speed: 1 };
  const run = new WhatIfRun({ no, customer: customer ?? no, rules: { pack }, base, outages: [], ledger, opened });
  const [refused] = liveScript(run, actions, (action, index) => commandOf(pack, action, index));
  if (refused !== undefined) throw wrongIn(planned, refused, actions[refused.index]?.action);
  const { state, events } = run.result(until);
  return { intake, topic: topicOf(repeat, category), life: { state, events }, ledger };
}

function commandOf(
  pack: EnginePack,
  { at, action, fields, actor }: PlannedAction,
  index: number,
): Result<ActionCommand> {
  const read = parseFields(own(pack.actions, action)?.fields ?? {}, pack.lists, fields, { at });
  return read.ok ? ok({ id: `year-${index}`, action, fields: read.value, actor }) : read;
}

function right<T>(planned: PlannedCase, result: Result<T>): T {
  if (result.ok) return result.value;
  throw wrongIn(planned, result.rejection);
}

function wrongIn({ key }: PlannedCase, rejection: Rejection, action = 'register'): BilingualError {
  const faults = faultsIn(rejection);
  const said = (faults.length === 0 ? [rejection] : faults).map((one) => ({ ...inBoth(one), at: one.pointer ?? '' }));
  const line = (words: readonly string[]): string => `${key} ${action}: ${words.join('; ')}`;
  return new BilingualError({
    zh: line(said.map(({ zh, at }) => `${at} ${zh}`)),
    en: line(said.map(({ en, at }) => `${at} ${en}`)),
  });
}
