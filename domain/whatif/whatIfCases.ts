/** Recorded cases lived again in the order of their moments, as they share caps and repeats. */

import type { Intake } from '../case/command.ts';
import type { RecordedEvent } from '../case/event.ts';
import { evolveAll } from '../case/evolve.ts';
import { ok, type Result } from '../case/rejection.ts';
import type { EarlierCase } from '../case/repeats.ts';
import { openCase, outsideWindow } from '../decide/openCase.ts';
import type { EnginePack } from '../pack/pack.ts';
import { toWallTime, type TimeBase } from '../time/timeBase.ts';
import { lifeChanges } from './lifeChanges.ts';
import { recordedCase, type RecordedCase } from './recordedCase.ts';
import { WhatIfLedger, type LedgerEntry } from './whatIfLedger.ts';
import { WhatIfRegister } from './whatIfRegister.ts';
import { WhatIfRun, type WhatIfRules } from './whatIfRun.ts';
import type { WhatIfCase } from './whatIfSummary.ts';

export type WhatIfSubject = Readonly<{
  no: string;
  log: readonly RecordedEvent[];
  rules: WhatIfRules;
  base: TimeBase;
  /** Case time. */
  until: number;
  /** Intake fields of the pack at registration; others get their default. */
  knownFields: readonly string[];
  /** As registered, where it is at hand. */
  intake?: Intake;
  /** Absent when the customer is not known. */
  known?: EarlierCase;
}>;

/** Cases of the same customers that are not lived again: they stay as recorded. */
export type BeyondPeriod = Readonly<{
  cases: readonly EarlierCase[];
  held: readonly HeldBeyond[];
}>;

/** Wall clock, epoch ms. */
export type HeldBeyond = LedgerEntry &
  Readonly<{
    /** Keyed hash. */
    customer: string;
    key: string;
    heldAt: number;
    releasedAt?: number;
  }>;

type Moment = Readonly<{
  /** Wall clock, epoch ms. */
  at: number;
  happen: () => void;
}>;

type Life = Readonly<{
  asked: WhatIfSubject;
  recorded: RecordedCase;
  /** Refused when the rules do not take the case. */
  run: Result<WhatIfRun>;
}>;

/**
 * Compares case by case, in the order given. Repeats are found among the cases that the rules take; caps count what all
 * cases of the customer hold at that moment.
 */
export function whatIfCases(
  cases: readonly WhatIfSubject[],
  beyond: BeyondPeriod = { cases: [], held: [] },
): readonly WhatIfCase[] {
  const ledger = new WhatIfLedger();
  const registered = new WhatIfRegister(
    beyond.cases,
    cases.flatMap(({ known }) => known ?? []),
  );
  // Only earlier registrations matter to a registration, so all come first.
  const lives = cases
    .toSorted((one, other) => (one.known?.order ?? 0) - (other.known?.order ?? 0))
    .map((asked) => opened(asked, registered, ledger));
  const moments = [...beyond.held.flatMap((one) => heldMoments(one, ledger)), ...lives.flatMap(stepMoments)];
  for (const { happen } of moments.toSorted((one, other) => one.at - other.at)) happen();
  const compared = new Map(lives.map((life) => [life.asked, comparison(life)]));
  return cases.flatMap((asked) => compared.get(asked) ?? []);
}

function opened(asked: WhatIfSubject, registered: WhatIfRegister, ledger: WhatIfLedger): Life {
  const { no, log, rules, base, knownFields, known } = asked;
  const recorded = recordedCase(log, base, asked.intake);
  const { at, outages } = recorded;
  // Drills may be held on any day.
  const window = base.speed === 1 ? outsideWindow(rules.pack, at) : undefined;
  if (window !== undefined) return { asked, recorded, run: { ok: false, rejection: window } };
  const { repeatOf: found, ...first } = intakeUnder(rules.pack, recorded.intake, knownFields);
  const repeatOf = registered.repeatOf(rules, known, found);
  const taken = openCase(rules.pack, repeatOf === undefined ? first : { ...first, repeatOf }, at);
  if (!taken.ok) return { asked, recorded, run: taken };
  if (known !== undefined) registered.add(known);
  const customer = known?.customer ?? no;
  const run = new WhatIfRun({ no, customer, rules, base, outages, ledger, opened: taken.value });
  return { asked, recorded, run: ok(run) };
}

/** Fields that nobody could fill in then have their defaults. */
export function intakeUnder(pack: EnginePack, intake: Intake, known: readonly string[]): Intake {
  const added = Object.entries(pack.fields).flatMap(([name, def]) =>
    def.default === undefined || known.includes(name) ? [] : [[name, def.default] as const],
  );
  return { ...intake, fields: { ...Object.fromEntries(added), ...intake.fields } };
}

function heldMoments(held: HeldBeyond, ledger: WhatIfLedger): readonly Moment[] {
  const { customer, key, heldAt, releasedAt } = held;
  const begin = { at: heldAt, happen: () => ledger.hold(customer, key, held) };
  return releasedAt === undefined ? [begin] : [begin, { at: releasedAt, happen: () => ledger.release(customer, key) }];
}

/** In order, even where moments are not. */
function stepMoments({ asked: { base }, recorded: { steps }, run }: Life): readonly Moment[] {
  if (!run.ok) return [];
  let last = 0;
  return steps.map((step) => {
    last = Math.max(last, toWallTime(base, step.at));
    return { at: last, happen: () => run.value.perform(step) };
  });
}

/** Both sides until the same moment. */
function comparison({ asked: { no, log, until }, run }: Life): WhatIfCase {
  const state = evolveAll(undefined, log);
  if (state === undefined) throw new Error(`the log of ${no} is empty`);
  const before = { state, events: log };
  if (!run.ok) return { no, before, notTaken: run.rejection, changes: [] };
  const after = run.value.result(until);
  return { no, before, after, changes: lifeChanges(before, after) };
}
