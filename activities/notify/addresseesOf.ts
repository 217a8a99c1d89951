import type { AccessData } from '../../domain/case/event.ts';
import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { Database } from '../../store/database/database.ts';
import { accessOf } from '../../store/database/visible.ts';
import { recipientsFor, type Recipient, type RoleQuestion } from '../../store/people/recipients.ts';
import { complainantContact } from '../../store/vault/complainant.ts';
import type { Keys } from '../../store/vault/vault.ts';

export interface Addressee extends Person {
  readonly role: string;
  readonly items: readonly Notification[];
}

type Person = Omit<Recipient, 'id' | 'via'> & Readonly<{ recipient: string; via: string }>;

export type AddresseeDependencies = Readonly<{
  db: Database;
  keys: Keys;
  /** For people who have chosen none, such as complainants; default `zh`. */
  locale?: Locale;
}>;

/** What fired together after an outage goes to each person in one message. */
export async function addresseesOf(
  deps: AddresseeDependencies,
  roles: RoleQuestion['roles'],
  delivery: Delivery,
): Promise<readonly Addressee[]> {
  // Whoever was named since is not told of earlier decisions.
  const access = await accessOf(deps.db, delivery.no);
  const asked = delivery.items.flatMap((item) => item.notify.map((role) => ({ item, role })));
  const answers = await Promise.all(
    asked.map(async (one) => ({ ...one, found: await peopleOf(deps, roles, delivery, one.item, one.role, access) })),
  );
  const addressees = new Map<string, Addressee>();
  for (const { item, role, found } of answers) {
    for (const person of found) {
      const slot = `${person.recipient}\n${item.coalesced === true ? 'coalesced' : item.key}`;
      const known = addressees.get(slot) ?? { ...person, role, items: [] };
      addressees.set(slot, { ...known, items: [...new Set([...known.items, item])] });
    }
  }
  return [...addressees.values()];
}

async function peopleOf(
  { db, keys, locale = 'zh' }: AddresseeDependencies,
  roles: RoleQuestion['roles'],
  { no, unit, handler, base }: Delivery,
  { department, departments = [] }: Notification,
  role: string,
  access: AccessData,
): Promise<readonly Person[]> {
  const follows = own(roles, role)?.follows;
  if (follows === 'complainant') {
    // A drill never reaches a client.
    const { email, via } =
      base.speed === 1 ? await complainantContact(db, keys, no) : { email: null, via: 'complainant' };
    return [{ recipient: 'complainant', email, webhook: null, locale, via }];
  }
  const question = { role, unit, handler, roles, access };
  const concerned = follows !== 'department' ? [] : department === undefined ? departments : [department];
  const questions = concerned.length === 0 ? [question] : concerned.map((one) => ({ ...question, department: one }));
  const found = (await Promise.all(questions.map((one) => recipientsFor(db, one)))).flat();
  if (found.length === 0) return [{ recipient: 'nobody', email: null, webhook: null, locale, via: 'nobody' }];
  return found.map(({ id, ...person }) => ({ recipient: id, ...person }));
}
