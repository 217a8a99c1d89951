/** A recorded case lived again under some rules, alone. Nothing is run, nothing is stored. */

import type { Intake } from '../case/command.ts';
import { openCase } from '../decide/openCase.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { RecordedCase } from './recordedCase.ts';
import { ok, type Result } from '../case/rejection.ts';
import { WhatIfLedger } from './whatIfLedger.ts';
import { WhatIfRun, type WhatIf } from './whatIfRun.ts';
import type { TimeBase } from '../time/timeBase.ts';

export interface WhatIfOptions {
  readonly base: TimeBase;
  /** Last moment looked at, case time. */
  readonly until: number;
  /**
   * Intake fields that were known when the case was registered: a default of a newer field is filled in, one of an
   * older field is not.
   */
  readonly knownFields: readonly string[];
}

/**
 * Lives the case again; refused when these rules do not take it at all. What other cases of the customer hold is
 * nothing to it, and a repeat stays one.
 */
export function whatIfCase(pack: EnginePack, recorded: RecordedCase, options: WhatIfOptions): Result<WhatIf> {
  const opened = openCase(pack, intakeUnder(pack, recorded.intake, options.knownFields), recorded.at);
  if (!opened.ok) return opened;
  const { outages, steps } = recorded;
  const run = new WhatIfRun({
    no: '',
    customer: '',
    rules: { pack },
    base: options.base,
    outages,
    ledger: new WhatIfLedger(),
    opened: opened.value,
  });
  for (const step of steps) run.perform(step);
  return ok(run.result(options.until));
}

/**
 * The intake as these rules would have taken it: with the defaults of fields that they have and nobody could fill in
 * then.
 */
export function intakeUnder(pack: EnginePack, intake: Intake, known: readonly string[]): Intake {
  const added = Object.entries(pack.fields).flatMap(([name, def]) =>
    def.default === undefined || known.includes(name) ? [] : [[name, def.default] as const],
  );
  return { ...intake, fields: { ...Object.fromEntries(added), ...intake.fields } };
}
