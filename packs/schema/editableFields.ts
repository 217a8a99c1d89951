import { own } from '../../domain/values/own.ts';
import type { AuthoredField, AuthoredPack } from './packSchema.ts';

/**
 * What `edit` takes: the fields of intake, also those of the complainant that were not known then. Prose stays as it
 * was said, the promise has an action of its own, and nobody raises a cap by saying something else of the complainant.
 */
export function editableFields(pack: AuthoredPack): Readonly<Record<string, AuthoredField>> {
  const caps = askedByCaps(pack);
  return Object.fromEntries(
    Object.entries(pack.fields).filter(
      ([id, { on, type }]) => id !== 'promisedAt' && type !== 'note' && (on === undefined || !caps.has(id)),
    ),
  );
}

/** Whether somebody can still give it after registration; what has a default is always known. */
export function canBeCompleted(pack: AuthoredPack, id: string): boolean {
  if (own(pack.fields, id)?.default !== undefined) return true;
  const { edit, promise } = pack.actions;
  if (id === 'promisedAt') return promise !== undefined;
  return edit !== undefined && own(editableFields(pack), id) !== undefined;
}

/** Facts by which the rows of a cap are told apart. */
function askedByCaps({ approvals }: AuthoredPack): ReadonlySet<string> {
  const limits = Object.values(approvals).flatMap(({ cap }) => cap?.limits ?? []);
  return new Set(limits.flatMap(({ when }) => askedIn(when)));
}

function askedIn(condition: unknown): readonly string[] {
  if (Array.isArray(condition)) return condition.flatMap(askedIn);
  return Object.entries(condition ?? {}).flatMap(([key, wanted]) =>
    ['all', 'any', 'not'].includes(key) ? askedIn(wanted) : [key],
  );
}
