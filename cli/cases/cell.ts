import type { Bilingual } from '../../language/bilingual.ts';
import type { CsvCell } from '../../packs/source/csvRows.ts';

/** A cell of a table as text; `spoilt`: why its text is not what somebody wrote. */
export interface Cell extends CsvCell {
  readonly spoilt?: Bilingual;
}
