import type { AccessData } from '../../domain/case/event.ts';
import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { Database } from '../../store/database/database.ts';
import { recipientsFor, type Recipient, type RoleQuestion } from '../../store/people/recipients.ts';
import { complainantContact } from '../../store/vault/complainant.ts';
import type { Keys } from '../../store/vault/vault.ts';

export interface Addressee extends Person {
  readonly role: string;
  readonly items: readonly Notification[];
}

type Person = Omit<Recipient, 'id' | 'via'> &
  Readonly<{
    recipient: string;
    via: string;
    /** Whom it was for, where they could not be reached. */
    insteadOf?: readonly string[];
  }>;

export type AddresseeDependencies = Readonly<{
  db: Database;
  keys: Keys;
  /** For people who have chosen none, such as complainants; default `zh`. */
  locale?: Locale;
}>;

export type Addressees = Readonly<{
  addressees: readonly Addressee[];
  /** Whom each role of each item reaches, by `slotOf`: it is told once one of them is. */
  chains: readonly (readonly string[])[];
}>;

/** One person and one item. */
export function slotOf(recipient: string, { key }: Pick<Notification, 'key'>): string {
  return `${recipient}\n${key}`;
}

/**
 * What fired together after an outage goes to each person in one message. Next to those who could not be reached
 * (`unreached`, by `slotOf`) stands whoever is told in their place. `access` is the case's at this moment: whoever was
 * named since is not told of earlier decisions.
 */
export async function addresseesOf(
  deps: AddresseeDependencies,
  roles: RoleQuestion['roles'],
  delivery: Delivery,
  access: AccessData,
  unreached: ReadonlySet<string> = new Set(),
): Promise<Addressees> {
  const asked = delivery.items.flatMap((item) => item.notify.map((role) => ({ item, role })));
  const answers = await Promise.all(
    asked.map(async ({ item, role }) => {
      const isUnreached = (person: string): boolean => unreached.has(slotOf(person, item));
      const chains = await chainsOf(deps, delivery, item, { role, roles, access, unreached: isUnreached });
      return chains.map((found) => ({ item, role, found }));
    }),
  );
  const addressees = new Map<string, Addressee>();
  for (const { item, role, found } of answers.flat()) {
    for (const person of found) {
      const together = `${item.coalesced === true ? 'coalesced' : item.key}\n${isMarked(person)}`;
      const slot = `${person.recipient}\n${together}`;
      const known = addressees.get(slot) ?? { ...person, role, items: [] };
      addressees.set(slot, { ...known, items: [...new Set([...known.items, item])] });
    }
  }
  const chains = answers.flat().map(({ item, found }) => found.map(({ recipient }) => slotOf(recipient, item)));
  return { addressees: [...addressees.values()], chains };
}

type Question = Pick<RoleQuestion, 'role' | 'roles' | 'access'> & Readonly<{ unreached: (person: string) => boolean }>;

/** Of each department concerned, where the role is held there. */
async function chainsOf(
  deps: AddresseeDependencies,
  delivery: Delivery,
  item: Notification,
  question: Question,
): Promise<readonly (readonly Person[])[]> {
  const { department, departments = [] } = item;
  const follows = own(question.roles, question.role)?.follows;
  if (follows === 'complainant') return [await clientOr(deps, delivery, question)];
  const concerned = follows !== 'department' ? [] : department === undefined ? departments : [department];
  if (concerned.length === 0) return [await staffOf(deps, delivery, question)];
  return Promise.all(concerned.map((one) => staffOf(deps, delivery, { ...question, department: one })));
}

/** The complainant; when they cannot be reached, also the role's fallback, else whoever handles the case. */
async function clientOr(
  deps: AddresseeDependencies,
  delivery: Delivery,
  question: Question,
): Promise<readonly Person[]> {
  const { db, keys, locale = 'zh' } = deps;
  const { role, roles, unreached } = question;
  // A drill never reaches a client.
  const { email, via } =
    delivery.base.speed === 1 ? await complainantContact(db, keys, delivery.no) : { email: null, via: 'complainant' };
  const client = { recipient: 'complainant', addresses: email === null ? {} : { email }, locale, via };
  if (!unreached(client.recipient)) return [client];
  const next = own(roles, role)?.fallback ?? Object.keys(roles).find((one) => own(roles, one)?.follows === 'handler');
  const others = await staffOf(deps, delivery, { ...question, role: next ?? role });
  const insteadOf = [client.recipient];
  return [client, ...others.map((one) => ({ ...one, via: isInstead(one) ? one.via : 'fallback', insteadOf }))];
}

async function staffOf(
  { db, locale = 'zh' }: AddresseeDependencies,
  { unit, handler }: Delivery,
  question: Question & Pick<RoleQuestion, 'department'>,
): Promise<readonly Person[]> {
  const found = await recipientsFor(db, { ...question, unit, handler });
  if (found.length === 0) return [{ recipient: 'nobody', addresses: {}, locale, via: 'nobody' }];
  const insteadOf = found.map(({ id }) => id).filter(question.unreached);
  return found.map(({ id, ...person }) => ({ ...person, recipient: id, ...(isInstead(person) && { insteadOf }) }));
}

function isMarked({ insteadOf = [] }: Person): boolean {
  return insteadOf.length > 0;
}

function isInstead({ via }: Pick<Person, 'via'>): boolean {
  return via === 'fallback' || via === 'administrator';
}
