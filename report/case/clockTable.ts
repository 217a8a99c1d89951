import { sayMoment } from '../../domain/time/sayMoment.ts';
import type { Locale } from '../../language/bilingual.ts';
import { words } from '../model/figureTable.ts';
import type { Cell, ReportTable } from '../model/reportModel.ts';
import type { CaseInput } from './caseInput.ts';
import { CASE_WORDS } from './caseWords.ts';

type Clock = CaseInput['view']['clocks'][number];

/** Every limit of the case: when it was due, when it was done, and by how much it was late. */
export function clockTable({ locale, stamp, view, zone }: CaseInput): ReportTable {
  const moment = (at: string | null): string => (at === null ? '' : sayMoment(Date.parse(at), zone, locale));
  return {
    kind: 'table',
    id: 'table-clocks',
    title: CASE_WORDS.clocks[locale],
    columns: [
      { title: CASE_WORDS.clock[locale], wide: true },
      { title: CASE_WORDS.started[locale] },
      { title: CASE_WORDS.due[locale] },
      { title: CASE_WORDS.stopped[locale] },
      { title: CASE_WORDS.result[locale] },
    ],
    rows: view.clocks.map((clock): readonly Cell[] => [
      words(clock.rule === undefined ? clock.label : `${clock.label} ${clock.rule}`),
      words(moment(clock.startedAt)),
      words(clock.monitor ? '' : moment(clock.dueAt)),
      words(moment(clock.stoppedAt)),
      words(resultOf(clock, Date.parse(stamp), locale)),
    ]),
  };
}

function resultOf(clock: Clock, now: number, locale: Locale): string {
  const { calendarAdjusted, dueAt, monitor, provisional, status, stoppedAt } = clock;
  if (monitor) return CASE_WORDS.monitored[locale];
  if (status === 'cancelled') return CASE_WORDS.cancelled[locale];
  const done = stoppedAt === null ? now : Date.parse(stoppedAt);
  const late = done - Date.parse(dueAt);
  const mark = calendarAdjusted ? CASE_WORDS.adjusted[locale] : provisional ? CASE_WORDS.provisional[locale] : '';
  if (late <= 0) return `${(stoppedAt === null ? CASE_WORDS.running : CASE_WORDS.inTime)[locale]}${mark}`;
  const open = stoppedAt === null ? `${locale === 'zh' ? ',' : ', '}${CASE_WORDS.stillOpen[locale]}` : '';
  return `${CASE_WORDS.lateBy[locale]} ${span(late, locale)}${open}${mark}`;
}

/** `2 d 3 h`, `3 h 20 min`, `5 min`: the two greatest parts. */
export function span(ms: number, locale: Locale): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const parts = [
    { amount: Math.floor(minutes / 1440), unit: CASE_WORDS.days },
    { amount: Math.floor((minutes % 1440) / 60), unit: CASE_WORDS.hours },
    { amount: minutes % 60, unit: CASE_WORDS.minutes },
  ];
  const first = parts.findIndex(({ amount }) => amount > 0);
  const said = parts.slice(first, first + 2).filter(({ amount }) => amount > 0);
  return said.map(({ amount, unit }) => `${amount} ${unit[locale]}`).join(' ');
}
