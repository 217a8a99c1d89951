/**
 * What a record itself has under a name, never what it inherits (`constructor`). For names that somebody sends;
 * `ownNames.test.ts` keeps it so.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Without the keys whose value is undefined. */
export function defined<const T extends object>(values: T): Defined<T> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) found[name] = value;
  return found as Defined<T>;
}

type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Does every object have it: `constructor`, `toString`, `__proto__`? */
export function isInherited(name: string): boolean {
  return name in {};
}
