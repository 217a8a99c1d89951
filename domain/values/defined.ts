/** Without the keys whose value is undefined. */
export function defined<const T extends object>(values: T): Defined<T> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) found[name] = value;
  return found as Defined<T>;
}

type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
