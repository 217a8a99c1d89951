import { BilingualError } from '../../language/bilingual.ts';
import { inBoth, type Phrase } from '../../language/phrase.ts';

export type FigureFault =
  | 'figure-unknown'
  | 'figures-none'
  | 'unit-unknown'
  | 'period-reversed'
  | 'figure-not-apart'
  | 'figure-no-term'
  | 'return-unknown'
  | 'field-invalid';

/** What was asked cannot be answered: `of` is what is wrong with it. */
export class FigureAskError extends BilingualError {
  readonly fault: FigureFault;
  readonly of: 'id' | 'pack' | 'unit' | 'to' | 'by' | 'period' | 'term';
  readonly said: Phrase;

  constructor(fault: FigureFault, of: FigureAskError['of'], said: Phrase) {
    super(inBoth(said));
    this.fault = fault;
    this.of = of;
    this.said = said;
  }
}
