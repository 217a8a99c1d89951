/**
 * What a record itself has under a name. Every object inherits `constructor`, `toString` and the like, so a name that
 * somebody sends is looked up by this alone and never by `record[name]`; a test
 * (`ownNames.test.ts`) keeps it so.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
