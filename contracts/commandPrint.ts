import type { ActionCommand } from '../domain/case/command.ts';
import type { FieldDef } from '../domain/pack/pack.ts';
import { own } from '../domain/values/own.ts';
import { textPrint } from './batchPrint.ts';

/** Tells commands of one id apart by what they ask and who asks. Without moments, as `+6h` differs at each try. */
export function commandPrint(
  defs: Readonly<Record<string, FieldDef>>,
  { action, fields }: Pick<ActionCommand, 'action' | 'fields'>,
  person: string,
): string {
  const told = Object.entries(fields)
    .filter(([name]) => own(defs, name)?.type !== 'instant')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return textPrint(JSON.stringify([action, person, told]));
}
