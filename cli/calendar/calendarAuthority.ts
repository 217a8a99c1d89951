/** Who may change the days: publish a year, ask for an order that closes some, and agree to one. */

import type { Actor } from '../../domain/case/actor.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { standsOver, type Closure } from '../../store/rules/closures.ts';
import type { Queryable } from '../../store/database/database.ts';
import { actorFor } from '../../store/people/people.ts';
import { CommandError } from '../installation/installation.ts';

const ADMINISTRATOR = 'administrator';

/** Throws unless the person is known and looks after the installation. */
export async function refuseOthersThanAdministrators(db: Queryable, id: string): Promise<void> {
  const { roles } = await personOf(db, id);
  if (!roles.includes(ADMINISTRATOR))
    throw new CommandError({
      zh: `${id} 不是系统管理员:只有系统管理员可以提出`,
      en: `${id} is no administrator: only an administrator may ask for this`,
    });
}

/** The person who agrees. Throws unless it is another one than the one who asks, of the unit or of one above it. */
export async function approverOf(db: Queryable, { requestedBy, approver, scope }: Closure): Promise<Actor> {
  if (requestedBy === approver)
    throw new CommandError({
      zh: `${requestedBy} 是申请人;须由另一人批准`,
      en: `${requestedBy} asks for it; another person has to agree`,
    });
  const person = await personOf(db, approver);
  if (!(await standsOver(db, person.unit, scope.unit)))
    throw new CommandError({
      zh: `${approver} 不在 ${scope.unit} 或其上级:批准人须属该机构或其上级`,
      en: `${approver} does not stand over ${scope.unit}: who agrees is of that unit or of one above it`,
    });
  return person;
}

/** Throws unless the person is an administrator or has a role that approves under each of the packs. */
export function refuseOthersThanApprovers({ id, roles }: Actor, packs: readonly EnginePack[]): void {
  if (roles.includes(ADMINISTRATOR)) return;
  for (const pack of packs) {
    const approving = pack.actions['approve']?.by ?? [];
    if (!roles.some((role) => approving.includes(role)))
      throw new CommandError({
        zh: `${id} 无权批准:${pack.id} 下有审批权的角色:${[...approving, ADMINISTRATOR].join('、')}`,
        en:
          `${id} may not agree: under ${pack.id} one of these roles approves: ` +
          [...approving, ADMINISTRATOR].join(', '),
      });
  }
}

async function personOf(db: Queryable, id: string): Promise<Actor> {
  const person = await actorFor(db, id, undefined);
  if (person === undefined)
    throw new CommandError({
      zh: `没有标识为 ${id} 的人员`,
      en: `nobody has the id ${id}`,
    });
  return person;
}
