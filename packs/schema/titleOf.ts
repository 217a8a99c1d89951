import type { Bilingual } from '../../language/bilingual.ts';
import { plain } from '../../language/joinWords.ts';
import { own } from '../../domain/values/own.ts';

/** Title of one of a pack's things; the id where nothing has it. */
export function titleOf(things: Readonly<Record<string, { readonly title: Bilingual }>>, id: unknown): Bilingual {
  return own(things, String(id))?.title ?? plain(String(id));
}
