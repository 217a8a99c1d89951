/** What a condition may speak of: a fact by its words, and how its values and parts are said. */

import { formatMoney } from '../../domain/fields/money.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import {
  CHANNEL_MARKS,
  CLOCK_MARKS,
  CLOCK_STATUSES,
  FACT_NAMES,
  OBJECTS,
  STAGE_NAMES,
  YES_OR_NO,
} from './factWords.ts';
import type { YesOrNo } from './factWords.ts';
import { plain } from '../../language/joinWords.ts';
import type { AuthoredField, AuthoredPack } from '../schema/packSchema.ts';
import { titleOf } from '../schema/titleOf.ts';

export interface Subject {
  readonly name: Bilingual;
  /** Sentences of a fact that is so or is not. */
  readonly sentences?: YesOrNo;
  /** Sentences of a number that is above none or is none. */
  readonly atAll?: YesOrNo;
  /** It holds several values, and a condition asks whether one is among them. */
  readonly several?: boolean;
  /** Parts that a set of matchers asks for; absent where there are none. */
  readonly part?: (key: string) => Subject;
  readonly value: (value: string | number | boolean) => Bilingual;
}

const asIs = (value: string | number | boolean): Bilingual =>
  value === true ? { zh: '是', en: 'yes' } : value === false ? { zh: '否', en: 'no' } : plain(String(value));
const among =
  (names: Readonly<Record<string, Bilingual>>): Subject['value'] =>
  (value) =>
    own(names, String(value)) ?? asIs(value);

const simple = (name: Bilingual, value: Subject['value'] = asIs): Subject => ({ name, value });
const yesNo = (name: Bilingual, sentences: YesOrNo): Subject => ({ name, sentences, value: asIs });

/**
 * The subject of a fact at the top of a condition. The case's channels are said by `sayCondition`: a condition asks for
 * one of several.
 */
export function factSubject(pack: AuthoredPack, key: string): Subject {
  const sentences = own(YES_OR_NO, key);
  if (sentences !== undefined) return yesNo(plain(key), sentences);
  if (key === 'steps') return { ...simple(plain(key)), part: (id) => stepSubject(pack, id) };
  if (key === 'clocks') return { ...simple(plain(key)), part: (id) => clockSubject(pack, id) };
  if (key === 'dispatches')
    return {
      ...simple(plain(key)),
      part: (of) =>
        simple(
          of === 'open'
            ? { zh: '未答复的派单数', en: 'the number of open dispatches' }
            : { zh: '派单数', en: 'the number of dispatches' },
        ),
    };
  if (key === 'approvals') return { ...simple(plain(key)), part: (of) => approvalSubject(pack, of) };
  if (key === 'flags') return { ...simple({ zh: '标记', en: 'the set of flags' }), several: true };
  const name = own(FACT_NAMES, key);
  if (name === undefined) return fieldSubject(own(pack.fields, key), plain(key), pack);
  if (key === 'channel') return channelSubject(pack, name);
  if (key === 'level' || key === 'entryLevel' || key === 'resolvedLevel') return levelSubject(pack, name);
  return simple(name, valueOf(pack, key));
}

/** A channel of the case under some name. */
export function channelSubject(pack: AuthoredPack, name: Bilingual): Subject {
  const itself = simple(name, (value) => titleOf(pack.channels, value));
  const part = (key: string): Subject => {
    const mark = own(CHANNEL_MARKS, key);
    return mark === undefined ? itself : yesNo(name, mark(name));
  };
  return { ...itself, part };
}

function levelSubject(pack: AuthoredPack, name: Bilingual): Subject {
  const itself = simple(name, (value) => pack.levels.find((level) => level.id === value)?.title ?? asIs(value));
  const rank = simple({ zh: `${name.zh}的序位(最低为 0)`, en: `the rank of ${name.en} (0 is the lowest)` });
  return { ...itself, part: (key) => (key === 'rank' ? rank : itself) };
}

function stepSubject(pack: AuthoredPack, id: string): Subject {
  const { zh, en } = titleOf(pack.steps, id);
  const step = { zh: `步骤「${zh}」`, en: `the step "${en}"` };
  const part = (key: string): Subject => {
    if (key === 'count')
      return {
        ...simple({ zh: `${step.zh}的办理次数`, en: `the number of times that ${step.en} was taken` }),
        atAll: {
          yes: { zh: `已办理${step.zh}`, en: `${step.en} was taken` },
          no: { zh: `未办理${step.zh}`, en: `${step.en} was not taken` },
        },
      };
    const field = own(own(pack.steps, id)?.fields, key);
    const named = field?.title ?? plain(key);
    return fieldSubject(field, { zh: `${step.zh}的「${named.zh}」`, en: `"${named.en}" of ${step.en}` }, pack);
  };
  return { ...simple(step), part };
}

function clockSubject(pack: AuthoredPack, id: string): Subject {
  const { zh, en } = titleOf(pack.clocks, id);
  const clock = { zh: `时限「${zh}」`, en: `the clock "${en}"` };
  const part = (key: string): Subject => {
    const mark = own(CLOCK_MARKS, key);
    return mark === undefined
      ? simple({ zh: `${clock.zh}的状态`, en: `the status of ${clock.en}` }, among(CLOCK_STATUSES))
      : yesNo(clock, mark(clock));
  };
  return { ...simple(clock), part };
}

function approvalSubject(pack: AuthoredPack, of: string): Subject {
  if (of === 'pending') return simple({ zh: '待审批的申请数', en: 'the number of requests that wait for approval' });
  return {
    ...simple({ zh: '待审批事项', en: 'what waits for approval' }, (value) => titleOf(pack.approvals, value)),
    several: true,
  };
}

function fieldSubject(field: AuthoredField | undefined, named: Bilingual, pack: AuthoredPack): Subject {
  const name = named.zh === named.en ? (field?.title ?? named) : named;
  if (field?.type === 'boolean') {
    const quoted = name === named ? name : { zh: `「${name.zh}」`, en: `"${name.en}"` };
    const said = (zh: string, en: string): Bilingual => ({ zh: `${quoted.zh}为${zh}`, en: `${quoted.en} is ${en}` });
    return yesNo(name, { yes: said('是', 'yes'), no: said('否', 'no') });
  }
  const list = field?.list === undefined ? {} : (own(pack.lists, field.list) ?? {});
  const value: Subject['value'] = (one) => {
    if (typeof one === 'number' && field?.type === 'money') return plain(formatMoney(one));
    if (typeof one === 'number' && field?.type === 'instant')
      return plain(new Date(one).toLocaleString('sv-SE', { timeZone: pack.timezone }).slice(0, 16));
    return own(list, String(one)) ?? asIs(one);
  };
  return { name, value, several: field?.type === 'codes' || field?.type === 'units' };
}

function valueOf(pack: AuthoredPack, key: string): Subject['value'] {
  if (key === 'object') return among(OBJECTS);
  if (key === 'stage') return among(STAGE_NAMES);
  if (key === 'category') return (value) => titleOf(pack.categories, value);
  if (key === 'class') return (value) => pack.classes.find((row) => row.class === value)?.title ?? asIs(value);
  const list = key === 'outcome' ? pack.actions['resolve']?.fields?.['outcome']?.list : undefined;
  return among(list === undefined ? {} : (own(pack.lists, list) ?? {}));
}
