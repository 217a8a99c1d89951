/** Settings of a clock that are more than one word. */

import type { Bilingual } from '../../language/bilingual.ts';
import { joined } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { sayFieldMoment, sayLimit } from './sayLimit.ts';
import { listed, NONE, sayApproval, sayRoles } from './sayPart.ts';
import type { Say } from './sayPart.ts';
import { sayEvent } from './sayTriggers.ts';

type Clock = AuthoredPack['clocks'][string];

/** How often a case may have the clock. */
export const PER: Readonly<Record<Clock['per'], Bilingual>> = {
  case: { zh: '每案一次', en: 'once a case' },
  level: { zh: '每到一级一次', en: 'once a level' },
  dispatch: { zh: '每次派单一次', en: 'once a dispatch' },
  promise: { zh: '每次承诺一次', en: 'once a promise' },
  cycle: { zh: '每轮办理一次', en: 'once a cycle' },
};

/** What a clock is counted from, where it is not what starts it. */
export const sayFrom: Say = (value, pack) => {
  if (value === undefined) return NONE;
  const from = value as NonNullable<Clock['from']>;
  return 'field' in from ? sayFieldMoment(from.field, pack) : sayEvent(from.event);
};

export const sayWarnings: Say = (value, pack) => {
  const parts = listed(value).map((one) => {
    const { percent, notify, message } = one as NonNullable<Clock['warn']>[number];
    const roles = sayRoles(notify, pack);
    const by =
      message === undefined ? { zh: '', en: '' } : { zh: `(消息 ${message})`, en: ` (the message ${message})` };
    return { zh: `${percent}% 时通知 ${roles.zh}${by.zh}`, en: `at ${percent}% notifying ${roles.en}${by.en}` };
  });
  return parts.length === 0 ? NONE : joined(parts);
};

/** By how much a clock may be extended, how often, and on whose agreement. */
export const sayExtension: Say = (value, pack) => {
  if (value === undefined) return NONE;
  const { by, within, times, gate, notice } = value as NonNullable<Clock['extendable']>;
  const [more, all] = [sayLimit(by, pack), sayLimit(within, pack)];
  return joined(
    [
      { zh: `每次最多 ${more.zh}`, en: `by ${more.en} at most` },
      ...(within === undefined ? [] : [{ zh: `总共不超过 ${all.zh}`, en: `${all.en} in all` }]),
      { zh: `${times} 次`, en: times === 1 ? 'once' : `${times} times` },
      ...(gate === undefined
        ? []
        : [
            {
              zh: `须经审批「${sayApproval(gate, pack).zh}」`,
              en: `with the approval "${sayApproval(gate, pack).en}"`,
            },
          ]),
      ...(notice === undefined
        ? []
        : [{ zh: `以消息 ${notice} 告知投诉人`, en: `notifying the complainant by the message ${notice}` }]),
    ],
    ',',
  );
};
