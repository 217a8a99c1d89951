import type { Actor } from '../../domain/case/event.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Queryable } from '../../store/database/database.ts';
import { actorFor } from '../../store/people/people.ts';
import { standsOver, type Closure } from '../../store/rules/closures.ts';
import { fail } from '../output/fail.ts';

const ADMINISTRATOR = 'administrator';

/** Fails when there is none. */
export async function personOf(db: Queryable, id: string): Promise<Actor> {
  return (await actorFor(db, id, undefined)) ?? fail({ zh: `没有标识为 ${id} 的人员`, en: `nobody has the id ${id}` });
}

export async function refuseOthersThanAdministrators(db: Queryable, id: string): Promise<void> {
  if (!(await personOf(db, id)).roles.includes(ADMINISTRATOR))
    fail({
      zh: `${id} 不是系统管理员:只有系统管理员可以提出`,
      en: `${id} is no administrator: only an administrator may ask for this`,
    });
}

/** Fails unless it is another person, of the unit or of one above. */
export async function approverOf(db: Queryable, { requestedBy, approver, scope }: Closure): Promise<Actor> {
  if (requestedBy === approver)
    fail({
      zh: `${requestedBy} 是申请人;须由另一人批准`,
      en: `${requestedBy} asks for it; another person has to agree`,
    });
  const person = await personOf(db, approver);
  if (!(await standsOver(db, person.unit, scope.unit)))
    fail({
      zh: `${approver} 不在 ${scope.unit} 或其上级:批准人须属该机构或其上级`,
      en: `${approver} does not stand over ${scope.unit}: who agrees is of that unit or of one above it`,
    });
  return person;
}

/** Fails unless the person is an administrator or may approve under each pack. */
export function refuseOthersThanApprovers({ id, roles }: Actor, packs: Iterable<EnginePack>): void {
  for (const pack of packs) {
    const approving = [...(pack.actions['approve']?.by ?? []), ADMINISTRATOR];
    if (!roles.some((role) => approving.includes(role)))
      fail({
        zh: `${id} 无权批准:${pack.id} 下有审批权的角色:${approving.join('、')}`,
        en: `${id} may not agree: under ${pack.id} one of these roles approves: ${approving.join(', ')}`,
      });
  }
}
