/** Settings of a pack as a whole that are more than one word. */

import type { Bilingual } from '../../language/bilingual.ts';
import { joined, plain } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { sayList } from './sayFields.ts';
import { sayAmount } from './sayLimit.ts';
import { NONE, sayLevel } from './sayPart.ts';
import type { Say } from './sayPart.ts';

type Given<K extends keyof AuthoredPack> = NonNullable<AuthoredPack[K]>;

/** Says a setting that is there. */
const where =
  <K extends keyof AuthoredPack>(say: (value: Given<K>, pack: AuthoredPack) => Bilingual): Say =>
  (value, pack) =>
    value === undefined ? NONE : say(value as Given<K>, pack);

export const ACCEPTANCE: Readonly<Record<string, Bilingual>> = {
  'at-registration': { zh: '登记即受理', en: 'registration is acceptance' },
  'by-person': { zh: '由人受理或不予受理', en: 'somebody accepts or refuses' },
};

export const sayWindow = where<'window'>(({ from, to }) => ({ zh: `${from} 至 ${to}`, en: `${from} until ${to}` }));

export const sayBusinessHours = where<'businessHours'>((spans) =>
  joined(spans.map(({ from, to }) => plain(`${from}–${to}`))),
);

export const sayRetention = where<'retention'>(({ years, floor }) => {
  const amount = (count: number): Bilingual => ({
    zh: `${count} 年`,
    en: `${count} ${count === 1 ? 'year' : 'years'}`,
  });
  return floor === undefined
    ? amount(years)
    : {
        zh: `${amount(years).zh},不得少于 ${amount(floor).zh}`,
        en: `${amount(years).en}, never below ${amount(floor).en}`,
      };
});

export const sayRepeat = where<'repeat'>(({ by, window, escalate, link, rule }, pack) => {
  const days = sayAmount('days', window.days);
  const same = by.includes('category')
    ? { zh: '同一投诉人、同一类别', en: 'same complainant and same category' }
    : { zh: '同一投诉人', en: 'same complainant' };
  const level = sayLevel(escalate, pack);
  return joined(
    [
      { zh: `${days.zh}内${same.zh}`, en: `${same.en} within ${days.en}` },
      ...(escalate === undefined ? [] : [{ zh: `由${level.zh}受理`, en: `opens at ${level.en}` }]),
      ...(link === true ? [{ zh: '关联原案', en: 'is linked to the case before' }] : []),
      ...(rule === undefined ? [] : [{ zh: `依据 ${rule}`, en: `rule ${rule}` }]),
    ],
    ',',
  );
});

export const sayRepresentatives = where<'representatives'>(({ max, authority, rule }, pack) =>
  joined(
    [
      { zh: `最多 ${max} 人`, en: `${max} at most` },
      ...(authority === undefined
        ? []
        : [
            {
              zh: `授权依据见${sayList(authority, pack).zh}`,
              en: `authorised by one of ${sayList(authority, pack).en}`,
            },
          ]),
      ...(rule === undefined ? [] : [{ zh: `依据 ${rule}`, en: `rule ${rule}` }]),
    ],
    ',',
  ),
);
