import type { ParsedOrganisation } from '../load/parseOrganisation.ts';

type Person = ParsedOrganisation['people'][number];

/** Who plays which role: of the case's unit, else of the nearest unit above it, else anybody who holds it. */
export class Cast {
  readonly #byRole = new Map<string, Person[]>();
  readonly #parents: ReadonlyMap<string, string | undefined>;
  readonly #found = new Map<string, readonly Person[]>();

  constructor({ units, people }: ParsedOrganisation) {
    this.#parents = new Map(units.map(({ id, parent }) => [id, parent]));
    for (const person of people)
      for (const role of person.roles) this.#byRole.set(role, [...(this.#byRole.get(role) ?? []), person]);
  }

  /** In turn, where several hold it. Throws where nobody does. */
  holderOf(role: string, unit: string, turn: number): Person {
    const key = `${role}@${unit}`;
    const found = this.#found.get(key) ?? this.#holders(role, unit);
    this.#found.set(key, found);
    const person = found[turn % found.length];
    if (person === undefined) throw new Error(`nobody holds the role ${role} for ${unit}`);
    return person;
  }

  #holders(role: string, unit: string): readonly Person[] {
    const all = this.#byRole.get(role) ?? [];
    for (let at: string | undefined = unit; at !== undefined; at = this.#parents.get(at)) {
      const here = all.filter((one) => one.unit === at);
      if (here.length > 0) return here;
    }
    return all;
  }
}
