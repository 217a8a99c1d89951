import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Register } from '../../domain/registers/registerCatalogue.ts';
import { own } from '../../domain/values/own.ts';

/**
 * Roles that read and write a register: whoever closes periods under the pack (`freeze`), and administrators. Answers
 * are recorded by whoever may comment on a case as well, a clerk too.
 */
export function keepersOf({ actions }: EnginePack, { byAnybody }: Register): readonly string[] {
  const of = byAnybody === true ? ['freeze', 'comment'] : ['freeze'];
  return [...new Set(['administrator', ...of.flatMap((action) => own(actions, action)?.by ?? [])])];
}
