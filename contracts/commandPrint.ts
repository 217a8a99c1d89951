import type { ActionCommand } from '../domain/case/command.ts';
import type { FieldDef } from '../domain/pack/pack.ts';
import { own } from '../domain/values/own.ts';
import { textPrint } from './batchPrint.ts';

/**
 * A short print of what a command asks, by whom: another command that comes with its id has another. Moments are left
 * out, for `+6h` is another one in each try.
 */
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
