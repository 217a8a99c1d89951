import { openCase } from '../../../domain/decide/openCase.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { ok, type Result } from '../../../domain/case/rejection.ts';
import type { RecordedCase } from '../../../domain/whatif/recordedCase.ts';
import { intakeUnder, type WhatIfSubject } from '../../../domain/whatif/whatIfCases.ts';
import { WhatIfLedger } from '../../../domain/whatif/whatIfLedger.ts';
import { WhatIfRun, type WhatIf } from '../../../domain/whatif/whatIfRun.ts';

/**
 * A recorded case lived again alone; refused when the rules do not take it at all. What other cases of the customer
 * hold is nothing to it, and a repeat stays one.
 */
export function whatIfAlone(
  pack: EnginePack,
  { at, intake, outages, steps }: RecordedCase,
  { base, until, knownFields }: Pick<WhatIfSubject, 'base' | 'until' | 'knownFields'>,
): Result<WhatIf> {
  const opened = openCase(pack, intakeUnder(pack, intake, knownFields), at);
  if (!opened.ok) return opened;
  const alone = { no: '', customer: '', ledger: new WhatIfLedger() };
  const run = new WhatIfRun({ ...alone, rules: { pack }, base, outages, opened: opened.value });
  for (const step of steps) run.perform(step);
  return ok(run.result(until));
}
