import { BilingualError, type Locale } from '../../language/bilingual.ts';
import type { PersonChange, UnitChange } from '../schema/organisationSchema.ts';
import { organisationIn } from './readOrganisation.ts';

export interface ParsedOrganisation {
  readonly units: readonly (Omit<UnitChange, 'parent'> & {
    readonly name: string;
    readonly level: string;
    readonly parent?: string | undefined;
  })[];
  readonly people: readonly (PersonChange & {
    readonly name: string;
    readonly unit: string;
    readonly roles: readonly string[];
  })[];
}

/** All units and people of an organisation that begins, from YAML; throws naming every fault with its place. */
export function parseOrganisation(text: string): ParsedOrganisation {
  const parsed = organisationIn(text);
  if (parsed.ok) {
    const { units = [], people = [] } = parsed.value;
    return { units, people: people.map((person) => ({ roles: [], ...person })) } as unknown as ParsedOrganisation;
  }
  const said = (locale: Locale): string =>
    parsed.faults
      .map(({ line, column, path, message }) => `${line}:${column} ${path.join('.')}: ${message[locale]}`)
      .join('\n');
  throw new BilingualError({ zh: said('zh'), en: said('en') });
}
