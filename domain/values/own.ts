/**
 * What a record itself has under a name, never what it inherits (`constructor`). For names that somebody sends;
 * `ownNames.test.ts` keeps it so.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
