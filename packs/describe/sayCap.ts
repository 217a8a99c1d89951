import { joined, plain } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { sayCondition } from './sayCondition.ts';
import { NONE } from './sayPart.ts';
import type { Say } from './sayPart.ts';
import { titleOf } from '../schema/titleOf.ts';
import { own } from '../../domain/values/own.ts';

type Cap = NonNullable<AuthoredPack['approvals'][string]['cap']>;

const PER_CASE = { zh: '匿名投诉人按每件投诉计', en: 'for each case of an anonymous complainant' };
const UNPAID = { zh: '匿名投诉人不予赔付', en: 'nothing to an anonymous complainant' };

/** Up to what amounts an approval goes: in order, each with its condition, then of what and how it is added up. */
export const sayCap: Say = (value, pack) => {
  if (value === undefined) return NONE;
  const { limits, field, perCustomer, already, anonymous } = value as Cap;
  const amounts = limits.map(({ max, when }) =>
    when === undefined
      ? plain(max)
      : { zh: `${max}(${sayCondition(when, pack).zh})`, en: `${max} when ${sayCondition(when, pack).en}` },
  );
  const named = moneyField(pack, field);
  const before = already === undefined ? undefined : titleOf(pack.fields, already);
  return joined(
    [
      joined(amounts, '、', ', else '),
      { zh: `按「${named.zh}」计`, en: `of "${named.en}"` },
      ...(perCustomer ? [{ zh: '同一客户累计', en: 'added up for each customer' }] : []),
      anonymous === 'per-case' ? PER_CASE : UNPAID,
      ...(before === undefined ? [] : [{ zh: `计入「${before.zh}」`, en: `with "${before.en}"` }]),
    ],
    ',',
  );
};

/** The capped field stands in whichever step asks for it. */
function moneyField(pack: AuthoredPack, id: string): ReturnType<typeof plain> {
  const step = Object.values(pack.steps).find((one) => own(one.fields, id)?.type === 'money');
  return own(step?.fields, id)?.title ?? titleOf(pack.fields, id);
}
