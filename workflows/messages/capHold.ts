import { capExhausted, capNeeded } from '../../domain/decide/cap.ts';
import type { ActionCommand } from '../../domain/case/command.ts';
import type { Rejection } from '../../domain/case/rejection.ts';
import { ledger } from './ledger.ts';
import type { CaseRun } from '../run/caseRun.ts';

/**
 * An amount held in the customer's ledger while an action is decided, so that several cases can never exceed a cap
 * together.
 */
export class CapHold {
  readonly refusal: Rejection | undefined;
  readonly #key: string | undefined;

  private constructor(refusal: Rejection | undefined, key: string | undefined) {
    this.refusal = refusal;
    this.#key = key;
  }

  /** Holds what the command needs, if anything. The key is the command's, so Update, Signal and retry agree. */
  static async of(run: CaseRun, command: ActionCommand): Promise<CapHold> {
    const need = capNeeded(run.pack, run.state, command.action, command.fields);
    if (need === undefined || need.amount > need.max) return new CapHold(undefined, undefined);
    const key = `${run.no}/${command.id}`;
    const { amount, max, already, approval } = need;
    const answer = await run.asking(ledger.reserve({ key, no: run.no, approval, amount, max, already }));
    return answer.granted ? new CapHold(undefined, key) : new CapHold(capExhausted(need, answer.left), undefined);
  }

  /** Gives the amount back when the action did not happen after all. */
  async free(run: CaseRun): Promise<void> {
    if (this.#key !== undefined) await run.asking(ledger.release({ key: this.#key }));
  }
}
