/**
 * Recorded cases lived again together, in the order of their moments: what one of them holds or is, the others feel.
 */

import type { Intake } from '../case/command.ts';
import type { RecordedEvent } from '../case/event.ts';
import { evolveAll } from '../case/evolve.ts';
import { lifeChanges, type LivedCase } from './lifeChanges.ts';
import { openCase, outsideWindow } from '../decide/openCase.ts';
import type { Advance } from '../decide/react.ts';
import { recordedCase, type RecordedCase } from './recordedCase.ts';
import { ok, type Result } from '../case/rejection.ts';
import type { KnownCase } from '../case/repeats.ts';
import { intakeUnder, type WhatIfOptions } from './whatIfCase.ts';
import { WhatIfLedger, type LedgerEntry } from './whatIfLedger.ts';
import { WhatIfRegister } from './whatIfRegister.ts';
import type { WhatIfRules } from './whatIfRules.ts';
import { WhatIfRun } from './whatIfRun.ts';
import type { WhatIfCase } from './whatIfSummary.ts';
import { toWallTime } from '../time/timeBase.ts';

/** A case and what it is lived again under. */
export interface WhatIfSubject extends WhatIfOptions {
  readonly no: string;
  readonly log: readonly RecordedEvent[];
  readonly rules: WhatIfRules;
  /** The intake as it was kept, where it is at hand. */
  readonly intake?: Intake;
  /** What repeats are found by; absent when the customer is not known. */
  readonly known?: KnownCase;
}

/** What happened in cases of the same customers that are not lived again: it stays as it was recorded. */
export interface BeyondPeriod {
  readonly cases: readonly KnownCase[];
  readonly held: readonly HeldBeyond[];
}

/** Wall clock, epoch ms. */
export interface HeldBeyond extends LedgerEntry {
  /** Keyed hash. */
  readonly customer: string;
  readonly key: string;
  readonly heldAt: number;
  readonly releasedAt?: number;
}

const NOTHING: BeyondPeriod = { cases: [], held: [] };

interface Moment {
  /** Wall clock, epoch ms. */
  readonly at: number;
  readonly happen: () => void;
}

interface Life {
  readonly asked: WhatIfSubject;
  readonly recorded: RecordedCase;
  readonly run: Result<WhatIfRun>;
}

/**
 * Lives the cases again and says what is different, case for case in the order given. Repeats are found anew among the
 * cases that the rules take, capped amounts are held against what all cases of the customer hold at that moment.
 */
export function whatIfCases(cases: readonly WhatIfSubject[], beyond?: BeyondPeriod): readonly WhatIfCase[] {
  const work = whatIfSteps(cases, beyond);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The same in small steps, for whoever has other work to do in between. */
export function* whatIfSteps(
  cases: readonly WhatIfSubject[],
  beyond: BeyondPeriod = NOTHING,
): Generator<undefined, readonly WhatIfCase[], undefined> {
  const ledger = new WhatIfLedger();
  const registered = new WhatIfRegister(
    beyond.cases,
    cases.flatMap(({ known }) => known ?? []),
  );
  const lives = new Map<string, Life>();
  // Nothing but earlier registrations matters to how a case begins, so all of them come before everything that people
  // did.
  for (const asked of cases.toSorted(inOrder)) {
    lives.set(asked.no, openedAmong(registered, asked, ledger));
    yield;
  }
  const moments = [
    ...beyond.held.flatMap((one) => heldMoments(one, ledger)),
    ...[...lives.values()].flatMap(stepMoments),
  ];
  for (const { happen } of moments.toSorted((one, other) => one.at - other.at)) {
    happen();
    yield;
  }
  const whatIf: WhatIfCase[] = [];
  for (const { no } of cases) {
    const life = lives.get(no);
    if (life !== undefined) whatIf.push(comparison(life));
    yield;
  }
  return whatIf;
}

function inOrder(one: WhatIfSubject, other: WhatIfSubject): number {
  return (one.known?.order ?? 0) - (other.known?.order ?? 0);
}

function openedAmong(registered: WhatIfRegister, asked: WhatIfSubject, ledger: WhatIfLedger): Life {
  const { no, log, intake, rules, base, known } = asked;
  const recorded = recordedCase(log, base, intake);
  const opened = openedUnder(asked, recorded, registered.repeatOf(rules, known, recorded.intake.repeatOf));
  if (!opened.ok) return { asked, recorded, run: opened };
  if (known !== undefined) registered.add(known);
  return {
    asked,
    recorded,
    run: ok(
      new WhatIfRun({
        no,
        customer: known?.customer ?? no,
        rules,
        base,
        outages: recorded.outages,
        ledger,
        opened: opened.value,
      }),
    ),
  };
}

/** Refused when the rules do not take the case at all. */
function openedUnder(
  { rules: { pack }, base, knownFields }: WhatIfSubject,
  { intake, at }: RecordedCase,
  repeatOf: string | undefined,
): Result<Advance> {
  // A rehearsal may be held on any day.
  const window = base.speed === 1 ? outsideWindow(pack, at) : undefined;
  if (window !== undefined) return { ok: false, rejection: window };
  const { repeatOf: _found, ...first } = intakeUnder(pack, intake, knownFields);
  return openCase(pack, repeatOf === undefined ? first : { ...first, repeatOf }, at);
}

function heldMoments(
  { customer, key, approval, amount, heldAt, releasedAt }: HeldBeyond,
  ledger: WhatIfLedger,
): readonly Moment[] {
  const held = { at: heldAt, happen: () => ledger.hold(customer, key, { approval, amount }) };
  return releasedAt === undefined ? [held] : [held, { at: releasedAt, happen: () => ledger.release(customer, key) }];
}

/** What people did, each at its moment and never before what they did earlier. */
function stepMoments({ asked: { base }, recorded: { steps }, run }: Life): readonly Moment[] {
  if (!run.ok) return [];
  let last = 0;
  return steps.map((step) => {
    last = Math.max(last, toWallTime(base, step.at));
    return { at: last, happen: () => run.value.perform(step) };
  });
}

/** Both sides are looked at until the same moment. */
function comparison({ asked: { no, log, until }, run }: Life): WhatIfCase {
  const before: LivedCase = { state: stateOf(no, log), events: log };
  if (!run.ok) return { no, before, notTaken: run.rejection, changes: [] };
  const { refused, ...after } = run.value.result(until);
  return { no, before, after, changes: lifeChanges(before, { ...after, refused }) };
}

function stateOf(no: string, log: readonly RecordedEvent[]): LivedCase['state'] {
  const state = evolveAll(undefined, log);
  if (state === undefined) throw new Error(`the log of ${no} is empty`);
  return state;
}
