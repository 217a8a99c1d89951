import { inBoth } from '../../language/phrase.ts';
import { organisationSchema, type OrganisationChange } from '../schema/organisationSchema.ts';
import { refused, refusedAt, type ParsedYaml, type PlacedTree } from '../source/parseTree.ts';
import { readSource } from '../source/readSource.ts';
import { shapeFindings } from '../source/shapeFindings.ts';
import { textOf } from '../source/textOf.ts';
import { unstorable } from '../source/unstorable.ts';
import { YamlTree } from '../source/yamlTree.ts';
import { organisationCsv } from './organisationCsv.ts';
import { NOBODY_YET, organisationFaults, type KnownOrganisation, type Rows } from './organisationFaults.ts';
import { own } from '../../domain/values/own.ts';

/** Units and people of a file: CSV by its name, else YAML. All mistakes are named, each with its place. */
export function readOrganisation(file: string): (known: KnownOrganisation) => ParsedYaml<OrganisationChange> {
  const text = textOf(file);
  return (known) => organisationIn(text, known, file.toLowerCase().endsWith('.csv') ? 'csv' : 'yaml');
}

/** The same from a text. */
export function organisationIn(
  text: string,
  known: KnownOrganisation = NOBODY_YET,
  form: 'yaml' | 'csv' = 'yaml',
): ParsedYaml<OrganisationChange> {
  const read = form === 'csv' ? organisationCsv(text) : yamlOf(text);
  if (!read.ok) return refused(read.faults);
  const { tree } = read;
  const value = tree.value();
  const broken = [...unstorable(value)];
  if (broken.length > 0) return refusedAt(tree, broken);
  const shaped = organisationSchema.safeParse(value);
  const sound = shaped.success ? shaped.data : soundRows(value, shaped.error.issues);
  const findings = [
    ...(shaped.success ? [] : shapeFindings(shaped.error.issues)),
    ...[...organisationFaults(sound, known)].map(({ path, said }) => ({ code: said.phrase, path, ...inBoth(said) })),
  ];
  return shaped.success && findings.length === 0 ? { ok: true, value: shaped.data } : refusedAt(tree, findings);
}

function yamlOf(
  text: string,
): { readonly ok: true; readonly tree: PlacedTree } | Extract<ReturnType<typeof readSource>, { ok: false }> {
  const read = readSource(text);
  return read.ok ? { ok: true, tree: new YamlTree(read.source) } : read;
}

/** The rows that the schema has nothing against; of the others the ids, which other rows may name. */
function soundRows(value: unknown, issues: readonly { readonly path: readonly PropertyKey[] }[]): Rows {
  const faulty = new Set(issues.map(({ path }) => path.slice(0, 2).join('/')));
  const rowsOf = (section: 'units' | 'people'): never[] => {
    const rows: unknown = own(Object(value) as Record<string, unknown>, section);
    if (!Array.isArray(rows)) return [];
    return rows.map((row, index) => {
      if (!faulty.has(`${section}/${index}`)) return row as never;
      const { id } = Object(row) as { readonly id?: unknown };
      return { id: typeof id === 'string' ? id : `${section}/${index}`, faulty: true } as never;
    });
  };
  return { units: rowsOf('units'), people: rowsOf('people') };
}
