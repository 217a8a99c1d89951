import type { TimelineItem } from '../../contracts/http/httpComplaint.ts';
import { sayMoment } from '../../domain/time/sayMoment.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { words } from '../model/figureTable.ts';
import type { Block, Cell, ReportModel } from '../model/reportModel.ts';
import { typeset } from '../model/typeset.ts';
import { WORDS } from '../model/words.ts';
import type { CaseInput } from './caseInput.ts';
import { CASE_WORDS } from './caseWords.ts';
import { clockTable } from './clockTable.ts';

/** Told in the table of limits, or of no weight for whoever looks back. */
const LEFT_OUT = ['ClockStarted', 'ClockStopped', 'ClockCancelled', 'ClockRevived', 'RungFired', 'CommentAdded'];
/** Two pages hold no more. */
const MOST = 28;

/** What happened to one complaint, for a person to find out why and to sign. Nothing in it says who complained. */
export function caseReport(input: CaseInput): ReportModel {
  const { locale, names, stamp, view } = input;
  const say = (word: Bilingual): string => word[locale];
  const moment = (at: string | null): string =>
    at === null ? say(CASE_WORDS.open) : sayMoment(Date.parse(at), input.zone, locale);
  return typeset({
    locale,
    title: `${say(CASE_WORDS.title)} ${view.no}`,
    stamp,
    about: [
      { name: say(CASE_WORDS.pack), value: `${names.pack} ${view.pack.version}` },
      { name: say(CASE_WORDS.category), value: names.category },
      { name: say(CASE_WORDS.channel), value: names.channel },
      { name: say(CASE_WORDS.unit), value: names.unit },
      { name: say(CASE_WORDS.class), value: `${names.class} · ${names.level}` },
      { name: say(CASE_WORDS.registered), value: moment(view.registeredAt) },
      { name: say(CASE_WORDS.accepted), value: moment(view.acceptedAt) },
      { name: say(CASE_WORDS.resolved), value: moment(view.resolvedAt) },
      { name: say(CASE_WORDS.closed), value: moment(view.closedAt) },
      { name: say(CASE_WORDS.made), value: moment(stamp) },
    ],
    blocks: [
      heading('occasion', say(CASE_WORDS.occasion)),
      { kind: 'paragraph', text: [`${say(CASE_WORDS.occasionIs)}${locale === 'zh' ? ':' : ': '}${occasions(input)}`] },
      heading('clocks', say(CASE_WORDS.clocks)),
      clockTable(input),
      heading('told', say(CASE_WORDS.told)),
      ...toldBlocks(input, moment),
      heading('course', say(CASE_WORDS.course)),
      ...courseBlocks(input, moment),
      heading('findings', say(CASE_WORDS.findings)),
      {
        kind: 'signature',
        text: say(CASE_WORDS.toWrite),
        lines: [CASE_WORDS.cause, CASE_WORDS.measures, CASE_WORDS.signer, CASE_WORDS.position, CASE_WORDS.date].map(
          say,
        ),
      },
    ],
    words: { contents: say(WORDS.contents), note: say(WORDS.note), chartData: say(WORDS.chartData) },
  });
}

function heading(id: string, text: string): Block {
  return { kind: 'heading', level: 2, text, id };
}

function occasions({ locale, timeline, view }: CaseInput): string {
  const happened = (type: string): boolean => timeline.some((item) => item.type === type);
  const found = [
    ...(happened('ClockMissed') ? [CASE_WORDS.late] : []),
    ...(happened('CaseReopened') ? [CASE_WORDS.reopened] : []),
    ...(view.flags.includes('major') ? [CASE_WORDS.major] : []),
  ];
  const said = (found.length === 0 ? [CASE_WORDS.none] : found).map((one) => one[locale]);
  return locale === 'zh' ? `${said.join('、')}。` : `${said.join(', ')}.`;
}

/** What came of limits that were running out: when, of which, and to which roles. */
function toldBlocks({ locale, roleName, timeline }: CaseInput, moment: (at: string) => string): readonly Block[] {
  const rungs = timeline.filter((item) => item.kind === 'event' && item.type === 'RungFired');
  if (rungs.length === 0) return [{ kind: 'paragraph', text: [CASE_WORDS.nobodyTold[locale]] }];
  const rows = rungs.map((item): readonly Cell[] => {
    const roles = rolesTold(item).map(roleName);
    const [what = item.label] = item.label.split(' → ');
    return [
      words(moment(item.at)),
      words(what.split(' · ').at(-1) ?? what),
      words(roles.join(locale === 'zh' ? '、' : ', ')),
    ];
  });
  const columns = [
    { title: CASE_WORDS.at[locale] },
    { title: CASE_WORDS.what[locale], wide: true as const },
    { title: CASE_WORDS.who[locale], wide: true as const },
  ];
  return [{ kind: 'table', id: 'table-told', title: CASE_WORDS.told[locale], columns, rows }];
}

function rolesTold({ data }: TimelineItem): readonly string[] {
  const notify: unknown = data?.['notify'];
  return Array.isArray(notify) ? notify.filter((role) => typeof role === 'string') : [];
}

/** The first and the last of what was done, by the roles of whoever did it. */
function courseBlocks({ locale, roleName, timeline }: CaseInput, moment: (at: string) => string): readonly Block[] {
  const course = timeline.filter((item) => item.kind === 'event' && !LEFT_OUT.includes(item.type ?? ''));
  const shown = course.length <= MOST ? course : [...course.slice(0, MOST / 2), ...course.slice(-MOST / 2)];
  const rows = shown.map((item): readonly Cell[] => {
    const roles = (item.actor?.roles ?? []).map(roleName).join(locale === 'zh' ? '、' : ', ');
    return [words(moment(item.at)), words(item.label), words(roles === '' ? CASE_WORDS.system[locale] : roles)];
  });
  const columns = [
    { title: CASE_WORDS.at[locale] },
    { title: CASE_WORDS.what[locale], wide: true as const },
    { title: CASE_WORDS.by[locale], wide: true as const },
  ];
  const left = course.length - shown.length;
  const note = `${CASE_WORDS.left[locale]}${locale === 'zh' ? ':' : ': '}${left}`;
  return [
    { kind: 'table', id: 'table-course', title: CASE_WORDS.course[locale], columns, rows },
    ...(left === 0 ? [] : [{ kind: 'note' as const, text: [note] }]),
  ];
}
