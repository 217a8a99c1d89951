import type { Locale } from '../../language/bilingual.ts';
import type { Queryable } from '../database/database.ts';

/** Keeps what people without a language, and units without a zone, go by. */
export async function keepDefaults(
  db: Queryable,
  { locale, timezone }: { readonly locale: Locale; readonly timezone: string },
): Promise<void> {
  await db.query('update installation set locale = $1, timezone = $2', [locale, timezone]);
}
