import type { Delivery, Notification } from '../../domain/notify/delivery.ts';
import type { AccessData } from '../../domain/case/event.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/locale.ts';
import { complainantContact } from '../../store/vault/complainant.ts';
import type { Database } from '../../store/database/database.ts';
import { recipientsFor } from '../../store/people/recipients.ts';
import type { Keys } from '../../store/vault/vault.ts';
import { accessOf } from '../../store/database/visible.ts';

/** One person, and the notifications that they receive. */
export interface Addressee {
  readonly recipient: string;
  readonly email: string | null;
  readonly webhook: string | null;
  readonly locale: Locale;
  readonly via: string;
  readonly role: string;
  readonly items: readonly Notification[];
}

/** What a pack says about whom its roles name. */
export interface AddresseePack {
  readonly roles: Readonly<
    Record<string, { readonly level?: string; readonly follows?: string; readonly fallback?: string }>
  >;
}

export interface AddresseeDependencies {
  readonly db: Database;
  readonly keys: Keys;
  /** In which language those are written to who have chosen none, such as complainants; default `zh`. */
  readonly locale?: Locale;
}

/**
 * The people behind the roles, each with their notifications. What fired together after an outage goes to each person
 * in one message, ordered by severity.
 */
export async function addresseesOf(
  deps: AddresseeDependencies,
  pack: AddresseePack,
  delivery: Delivery,
): Promise<readonly Addressee[]> {
  const single = new Map<string, Addressee>();
  // As it is now: whoever has been named since is not told what was decided before.
  const access = await accessOf(deps.db, delivery.no);
  const asked = delivery.items.flatMap((item) => item.notify.map((role) => ({ item, role })));
  const answers = await Promise.all(
    asked.map(async (one) => ({ ...one, found: await recipientsOf(deps, pack, delivery, one.item, one.role, access) })),
  );
  for (const { item, role, found } of answers) {
    for (const one of found) {
      const together = item.coalesced === true ? 'coalesced' : item.key;
      const slot = `${one.recipient}\n${together}`;
      const known = single.get(slot);
      if (known === undefined) single.set(slot, { ...one, role, items: [item] });
      else if (!known.items.includes(item)) single.set(slot, { ...known, items: [...known.items, item] });
    }
  }
  return [...single.values()];
}

async function recipientsOf(
  deps: AddresseeDependencies,
  pack: AddresseePack,
  delivery: Delivery,
  item: Notification,
  role: string,
  access: AccessData,
): Promise<readonly Omit<Addressee, 'items' | 'role'>[]> {
  const locale = deps.locale ?? 'zh';
  if (own(pack.roles, role)?.follows === 'complainant') {
    // A rehearsal never reaches a client.
    const contact = delivery.base.speed === 1 ? await complainantContact(deps.db, deps.keys, delivery.no) : undefined;
    const via = contact === 'sealed' ? 'sealed' : 'complainant';
    const email = contact === 'sealed' ? null : (contact?.email ?? null);
    return [{ recipient: 'complainant', email, webhook: null, locale, via }];
  }
  const question = {
    role,
    unit: delivery.unit,
    roles: pack.roles,
    access,
    ...(delivery.handler === undefined ? {} : { handler: delivery.handler }),
  };
  const departments = item.department === undefined ? (item.departments ?? []) : [item.department];
  const concerned = own(pack.roles, role)?.follows === 'department' ? departments : [];
  const asked = concerned.length === 0 ? [question] : concerned.map((department) => ({ ...question, department }));
  const found = (await Promise.all(asked.map((one) => recipientsFor(deps.db, one)))).flat();
  if (found.length === 0) return [{ recipient: 'nobody', email: null, webhook: null, locale, via: 'nobody' }];
  return found.map((one) => ({
    recipient: one.id,
    email: one.email,
    webhook: one.webhook,
    locale: one.locale,
    via: one.via,
  }));
}
