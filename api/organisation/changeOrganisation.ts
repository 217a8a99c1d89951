import { CHANNELS } from '../../domain/notify/channels.ts';
import { organisationDifferences, type Difference } from './organisationDifferences.ts';
import type { OrganisationChange } from '../../packs/schema/organisationSchema.ts';
import { transaction, type Database } from '../../store/database/database.ts';
import {
  holdOrganisation,
  recordOrganisationChange,
  saveOrganisation,
  type Organisation,
} from '../../store/people/organisation.ts';

type Changed<Fault> =
  | { readonly kind: 'changed'; readonly differences: readonly Difference[] }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
  /** `by` does not look after the installation. */
  | { readonly kind: 'not-allowed' };

/** Personal: that they changed is written down, not to what. */
const PERSONAL: readonly string[] = ['name', ...CHANNELS];

/**
 * Changes units and people in one transaction, or nothing. `read` gives the change, or what is wrong with it beside
 * what is there. Who did it is written down; `dryRun` only says what would change. In a database without people an
 * administrator of the change itself may ask for it.
 */
export function changeOrganisation<Fault>(
  db: Database,
  { by, dryRun }: { readonly by: string; readonly dryRun: boolean },
  read: (
    known: Organisation,
  ) =>
    | { readonly ok: true; readonly value: OrganisationChange }
    | { readonly ok: false; readonly faults: readonly Fault[] },
): Promise<Changed<Fault>> {
  return transaction<Changed<Fault>>(
    db,
    async (tx) => {
      const known = await holdOrganisation(tx);
      const asked = read(known);
      if (!asked.ok) return { kind: 'refused', faults: asked.faults };
      const people = known.people.length === 0 ? (asked.value.people ?? []) : known.people;
      if (!people.some(({ id, roles = [], left }) => id === by && left !== true && roles.includes('administrator')))
        return { kind: 'not-allowed' };
      const { rows, differences } = organisationDifferences(known, asked.value);
      if (!dryRun && differences.length > 0) {
        await saveOrganisation(tx, rows);
        await recordOrganisationChange(tx, by, differences.map(withoutPersonal));
      }
      return { kind: 'changed', differences };
    },
    ({ kind }) => kind === 'changed' && !dryRun,
  );
}

function withoutPersonal({ fields, ...difference }: Difference): object {
  return { ...difference, fields: fields.map((one) => (PERSONAL.includes(one.name) ? { name: one.name } : one)) };
}
