import { describe, expect, it } from 'vitest';
import { briefLine } from '../../../activities/notify/briefLine.ts';
import { composeMessage } from '../../../activities/notify/composeMessage.ts';
import { nextTimer } from '../../../domain/clocks/nextTimer.ts';
import { act } from '../../../domain/decide/act.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import { deliveriesOf } from '../../../domain/notify/deliveriesOf.ts';
import { fateOf } from '../../../domain/notify/fateOf.ts';
import type { Advance } from '../../../domain/decide/withConsequences.ts';
import type { Locale } from '../../../language/bilingual.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import { resolveEngine } from '../../../packs/load/resolveEngine.ts';
import { LIBRARY } from '../../support/rules/workCalendars.ts';

const PACKS = new Map(loadPacks('packs').map(({ pack }) => [pack.id, pack]));

interface Life {
  readonly pack: string;
  readonly opened: string;
  readonly intake: Readonly<Record<string, unknown>>;
  /** The only thing that is done. */
  readonly done?: readonly [at: string, action: string, fields: Readonly<Record<string, string | boolean>>];
}

/** What is told of a case as its moments come, one text each: mails, or brief lines of groups and short messages. */
function told({ pack: id, opened, intake, done }: Life, locale: Locale, as: 'mail' | 'brief'): readonly string[] {
  const authored = PACKS.get(id);
  if (authored === undefined) throw new Error(`${id} is not shipped`);
  const pack = resolveEngine(authored, locale, LIBRARY);
  const origin = Date.parse(opened);
  const base = { origin, speed: 1 };
  const actor = { id: 'p', roles: Object.keys(pack.roles), unit: 'office', reach: true };
  const asked = { object: 'complaint', unit: 'office', anonymous: false, actor, channel: '', category: '', ...intake };
  const begun = openCase(pack, { fields: {}, ...asked }, origin);
  if (!begun.ok) throw new Error(JSON.stringify(begun.rejection));
  const texts: string[] = [];
  let { state } = begun.value;
  const take = ({ state: after, events }: Advance): void => {
    state = after;
    for (const delivery of deliveriesOf(pack, 'C-1', base, state, events))
      for (const item of delivery.items) {
        const fate = fateOf(delivery, item, undefined);
        const role = item.notify[0] ?? '';
        const mail = composeMessage(authored, delivery, [fate], { role, locale, via: 'unit' }, new Map());
        texts.push(as === 'mail' ? mail.text : briefLine(authored, delivery, item, { locale }));
      }
  };
  if (done !== undefined) {
    const [at, action, fields] = done;
    const result = act(pack, state, { id: 'd', action, fields, actor }, Date.parse(at), base);
    if (!result.ok) throw new Error(JSON.stringify(result.rejection));
    take(result.value);
  }
  for (let next = nextTimer(pack, state); next !== undefined; next = nextTimer(pack, state))
    take(lapse(pack, state, next.at, base));
  return texts;
}

/** The complaint comes in summer time, and its eight weeks end in winter time. */
const LONDON: Life = {
  pack: 'fca-disp',
  opened: '2026-09-04T09:15:00+01:00',
  intake: { channel: 'email', category: 'banking', fields: { vulnerable: false } },
};
/** In New York it was still Sunday when it was sent, and in the second week the clocks go back. */
const NEW_YORK: Life = {
  pack: 'cfpb',
  opened: '2026-10-20T11:00:00-04:00',
  intake: {
    channel: 'portal',
    category: 'mortgage',
    fields: { sentToCompanyAt: Date.parse('2026-10-19T00:00:00Z') },
  },
};

describe('people in London are told', () => {
  it('a limit by the close of business and one of eight weeks to the same time of day, as their clock shows it', () => {
    const due = (text: string): string => `C-1 (Banking and savings) ${text}`;
    const lapsed = 'Complaint manager: please act now.';
    const soon =
      'Complaint handler: please send the response, or a holding response that says why, and how to reach the ombudsman.';
    const [eightWeeks, written] = [
      'Final response within eight weeks (R12)',
      'Final or holding response within eight weeks (R12)',
    ];
    expect(told(LONDON, 'en', 'mail')).toEqual([
      'C-1 was not resolved by the close of the third business day: it needs the full procedure and a final response.',
      due(
        `has passed its limit: Prompt acknowledgement (R12), due 11 September 2026, 17:00 (British Summer Time). ${lapsed}`,
      ),
      due(`falls due soon: ${eightWeeks}, 30 October 2026, 09:15 (Greenwich Mean Time). ${soon}`),
      due(`falls due soon: ${eightWeeks}, 30 October 2026, 09:15 (Greenwich Mean Time). ${soon}`),
      due(`has passed its limit: ${eightWeeks}, due 30 October 2026, 09:15 (Greenwich Mean Time). ${lapsed}`),
      due(`has passed its limit: ${written}, due 30 October 2026, 09:15 (Greenwich Mean Time). ${lapsed}`),
    ]);
  });

  it('the end of six months as that day, 24:00', () => {
    const answered: Life = {
      ...LONDON,
      done: ['2026-09-07T10:00:00+01:00', 'final-response', { outcome: 'upheld', ombudsman: true }],
    };
    expect(told(answered, 'en', 'mail').at(-1)).toBe(
      'The period for going to the ombudsman about C-1 ended 7 March 2027, 24:00 (Greenwich Mean Time).',
    );
    expect(
      told(
        { ...answered, done: ['2026-12-29T10:00:00Z', 'final-response', { outcome: 'upheld', ombudsman: true }] },
        'zh',
        'mail',
      ).at(-1),
    ).toBe('C-1 的申诉专员受理期限已于 2027年6月29日 24:00 (英国夏令时间) 届满。');
  });

  it('in a line of a group or a short message what has come, not the id that the ladder has for it', () => {
    expect(told(LONDON, 'en', 'brief').slice(2)).toEqual([
      'C-1 Final response within eight weeks (R12) is not done yet, due 30 October 2026, 09:15 (Greenwich Mean Time)',
      'C-1 Final response within eight weeks (R12) is not done yet, due 30 October 2026, 09:15 (Greenwich Mean Time)',
      'C-1 Final response within eight weeks (R12) has lapsed, moved to Compliance, ' +
        'due 30 October 2026, 09:15 (Greenwich Mean Time)',
      'C-1 Final or holding response within eight weeks (R12) has lapsed, due 30 October 2026, 09:15 (Greenwich Mean Time)',
    ]);
  });
});

describe('people in New York are told', () => {
  it('a limit of days as the day that ends it, in the time that holds on that day', () => {
    const dues = told(NEW_YORK, 'en', 'mail').map((text) => /\d+ \w+ 20\d\d, .+?\)/.exec(text)?.[0]);
    expect(dues).toEqual([
      ...Array.from({ length: 3 }, () => '2 November 2026, 24:00 (Eastern Standard Time)'),
      ...Array.from({ length: 3 }, () => '17 December 2026, 24:00 (Eastern Standard Time)'),
    ]);
    expect(told(NEW_YORK, 'zh', 'brief').slice(0, 3)).toEqual([
      'C-1 15日内答复 (R14) 即将到期,到期 2026年11月2日 24:00 (北美东部标准时间)',
      'C-1 15日内答复 (R14) 即将到期,到期 2026年11月2日 24:00 (北美东部标准时间)',
      'C-1 15日内答复 (R14) 已到期,升级至 合规部,到期 2026年11月2日 24:00 (北美东部标准时间)',
    ]);
  });
});

describe('a line of a group says of a notice what it tells', () => {
  const item = { key: 'notice/7/heard', message: 'm', notify: ['handler'], title: 'heard', at: 0 };
  const delivery = {
    no: 'C-1',
    packHash: '',
    base: { origin: 0, speed: 1 },
    items: [item],
    seq: 7,
    unit: '',
    level: '',
    stage: '',
    category: '',
  };
  const steps = { call: { title: { zh: '回访', en: 'Call back' } } };
  const line = (on: unknown, locale: Locale = 'en'): string =>
    briefLine({ steps, notices: [{ id: 'heard', on: on as string }] }, delivery, item, { locale });

  it('after its event or its step, in the reader’s language', () => {
    expect([line('dispatched'), line('dispatched', 'zh')]).toEqual(['C-1 Dispatched', 'C-1 派单']);
    expect(line({ event: 'approval-requested', when: {} })).toBe('C-1 Approval requested');
    expect([line('call'), line({ step: 'call' }, 'zh')]).toEqual(['C-1 Call back', 'C-1 回访']);
  });

  it('and its id only where the pack says no more', () => {
    expect([line('gone'), line(null), line(undefined)]).toEqual(['C-1 heard', 'C-1 heard', 'C-1 heard']);
    expect(briefLine(undefined, delivery, item, { locale: 'en' })).toBe('C-1 heard');
  });

  it('and of an extension that there was one', () => {
    const extended = {
      ...item,
      key: 'reply/1/extension-12',
      title: 'Reply',
      dueAt: Date.parse('2026-11-20T12:00:00Z'),
    };
    expect(briefLine({ timezone: 'Europe/London' }, delivery, extended, { locale: 'en' })).toBe(
      'C-1 Reply was extended, due 20 November 2026, 12:00 (Greenwich Mean Time)',
    );
  });
});
