import { BilingualError, type Locale } from '../../language/bilingual.ts';
import type { PersonChange, UnitChange } from '../schema/organisationSchema.ts';
import { organisationIn, readOrganisation } from './readOrganisation.ts';

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

const NOBODY: ParsedOrganisation = { units: [], people: [] };

/** All units and people of an organisation that begins, from YAML; throws naming every fault with its place. */
export function parseOrganisation(text: string): ParsedOrganisation {
  return whole(organisationIn(text));
}

/** The same from files, YAML or CSV; each may name whom those before it have. */
export function organisationOf(files: readonly string[]): ParsedOrganisation {
  return files.reduce<ParsedOrganisation>((before, file) => {
    const { units, people } = whole(readOrganisation(file)(before));
    return { units: [...before.units, ...units], people: [...before.people, ...people] };
  }, NOBODY);
}

function whole(parsed: ReturnType<typeof organisationIn>): ParsedOrganisation {
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
