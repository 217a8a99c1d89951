import { BilingualError, type Bilingual } from '../../language/bilingual.ts';

export type FigureFault = 'no-such-figure' | 'no-figures' | 'no-such-unit' | 'period-reversed' | 'no-such-dimension';

/** What was asked cannot be answered: `of` is what is wrong with it. */
export class FigureAskError extends BilingualError {
  readonly fault: FigureFault;
  readonly of: 'id' | 'pack' | 'unit' | 'to' | 'by';

  constructor(fault: FigureFault, of: FigureAskError['of'], words: Bilingual) {
    super(words);
    this.fault = fault;
    this.of = of;
  }
}
