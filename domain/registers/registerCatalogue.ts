/**
 * Registers hold what figures need and no case has. Their columns stand here once: the API, the database and the import
 * go by them. Nothing personal: people are staff ids, and texts are codes or short names.
 */

import type { Bilingual } from '../../language/bilingual.ts';

export type ColumnType =
  | 'boolean'
  | 'number'
  /** Id of a complaint of the pack, or several. */
  | 'case'
  | 'cases'
  | 'categories'
  /** Of a list of the pack. */
  | 'code'
  /** Staff id. */
  | 'person'
  | 'unit'
  /** A person or a unit, as `subjectKind` says. */
  | 'subject'
  | 'instant'
  | 'day'
  /** Of the book of figures. */
  | 'survey'
  | 'figure'
  | 'series'
  /** Of the survey: a score, or one for each of its items. */
  | 'score'
  | 'items'
  /** One of `words`. */
  | 'word'
  /** A short name, of a process or a newspaper. */
  | 'text'
  | 'telephone';

export type RegisterColumn = Readonly<{
  title: Bilingual;
  type: ColumnType;
  required?: true;
  list?: string;
  words?: readonly string[];
  /** A moment that may lie ahead. */
  ahead?: true;
  /** Another moment of the row that comes first. */
  notBefore?: string;
  /** A fraction where the series that this column names is a per cent. */
  shareBy?: string;
  /** Says nothing unless this is given too. */
  needs?: string;
  /** Only where another column says yes. */
  onlyIf?: string;
  /** Names another than this one. */
  otherThan?: string;
  /** In the database, where it is called otherwise. */
  column?: string;
}>;

export type Register = Readonly<{
  title: Bilingual;
  table: string;
  columns: Readonly<Record<string, RegisterColumn>>;
  /** What makes a row the same one, instead of an id. */
  key?: readonly string[];
  /** Whoever may comment on a case may record it, a clerk too. */
  byAnybody?: true;
}>;

const of = (
  zh: string,
  en: string,
  type: ColumnType,
  more: Omit<RegisterColumn, 'title' | 'type'> = {},
): RegisterColumn => ({
  title: { zh, en },
  type,
  ...more,
});
const must = { required: true } as const;

const answers: Register = {
  title: { zh: '回访台账', en: 'Answers' },
  table: 'register_answers',
  byAnybody: true,
  columns: {
    no: of('投诉编号', 'Complaint', 'case', must),
    instrument: of('调查', 'Survey', 'survey', must),
    askedAt: of('询问时刻', 'Asked at', 'instant', must),
    channel: of('渠道', 'Channel', 'word', { words: ['phone', 'message', 'mail', 'letter', 'in-person', 'app'] }),
    reached: of('是否联系上', 'Reached', 'boolean', must),
    answeredAt: of('答复时刻', 'Answered at', 'instant', { notBefore: 'askedAt', onlyIf: 'reached' }),
    score: of('评分', 'Score', 'score', { needs: 'answeredAt' }),
    items: of('分项评分', 'Scores of items', 'items', { needs: 'answeredAt' }),
    agrees: of('是否认可', 'Agrees', 'boolean', { needs: 'answeredAt' }),
  },
};

const measures: Register = {
  title: { zh: '问责台账', en: 'Measures' },
  table: 'register_measures',
  columns: {
    kind: of('措施', 'Measure', 'code', { ...must, list: 'measures' }),
    trigger: of('触发情形', 'Trigger', 'code', { list: 'triggers' }),
    ground: of('事由', 'Ground', 'code', { list: 'grounds' }),
    subjectKind: of('对象种类', 'Kind of subject', 'word', { ...must, words: ['person', 'unit'] }),
    subject: of('对象', 'Subject', 'subject', must),
    unit: of('所属机构', 'Unit', 'unit'),
    decider: of('决定人', 'Decided by', 'person', { ...must, otherThan: 'subject' }),
    decidedAt: of('决定时刻', 'Decided at', 'instant', must),
    appealedAt: of('申诉时刻', 'Appealed at', 'instant', { notBefore: 'decidedAt' }),
    appealResult: of('申诉结果', 'Result of the appeal', 'word', { words: ['upheld', 'lifted'], needs: 'appealedAt' }),
    cases: of('相关投诉', 'Complaints', 'cases'),
  },
};

const improvements: Register = {
  title: { zh: '改进台账', en: 'Improvements' },
  table: 'register_improvements',
  columns: {
    cause: of('根因', 'Cause', 'code', { ...must, list: 'causes' }),
    process: of('业务流程', 'Process', 'text'),
    owner: of('负责人', 'Owner', 'person', must),
    unit: of('负责机构', 'Unit', 'unit'),
    openedAt: of('立项时刻', 'Opened at', 'instant', must),
    dueAt: of('期限', 'Due at', 'instant', { ...must, ahead: true, notBefore: 'openedAt' }),
    completedAt: of('完成时刻', 'Completed at', 'instant', { notBefore: 'openedAt' }),
    effectFigure: of('成效指标', 'Figure that shows the effect', 'figure'),
    effectBefore: of('改进前', 'Before', 'number', { needs: 'effectFigure' }),
    effectAfter: of('改进后', 'After', 'number', { needs: 'completedAt' }),
    categories: of('投诉类别', 'Categories', 'categories'),
    cases: of('相关投诉', 'Complaints', 'cases'),
  },
};

const items: Register = {
  title: { zh: '案外事项台账', en: 'Items seen outside a case' },
  table: 'register_items',
  columns: {
    kind: of('种类', 'Kind', 'word', { ...must, words: ['media', 'web', 'visit', 'harm'] }),
    seenAt: of('发现时刻', 'Seen at', 'instant', must),
    source: of('来源', 'Source', 'text', must),
    severity: of('严重程度', 'Severity', 'word', { words: ['minor', 'major'] }),
    confirmedAt: of('核实时刻', 'Confirmed at', 'instant', { notBefore: 'seenAt' }),
    disposition: of('处置', 'Disposition', 'word', {
      words: ['case', 'answered', 'corrected', 'noted'],
      needs: 'disposedAt',
    }),
    disposedAt: of('处置时刻', 'Disposed of at', 'instant', { notBefore: 'seenAt' }),
    unit: of('机构', 'Unit', 'unit'),
    no: of('由此登记的投诉', 'Complaint that came of it', 'case'),
  },
};

const contacts: Register = {
  title: { zh: '公示联系方式台账', en: 'Published contacts' },
  table: 'register_contacts',
  columns: {
    unit: of('网点', 'Outlet', 'unit', must),
    person: of('公示负责人', 'Person named', 'person', must),
    telephone: of('公示电话', 'Telephone of the bank', 'telephone', must),
    shownFrom: of('公示起始日', 'Shown from', 'day', must),
    shownTo: of('公示截止日', 'Shown to', 'day', { notBefore: 'shownFrom' }),
  },
};

const series: Register = {
  title: { zh: '外部数据', en: 'Series' },
  table: 'series',
  key: ['name', 'unit', 'from', 'to'],
  columns: {
    name: of('名称', 'Name', 'series', must),
    unit: of('机构', 'Unit', 'unit'),
    from: of('起始日', 'From', 'day', { ...must, column: 'period_from' }),
    to: of('截止日', 'To', 'day', { ...must, column: 'period_to', notBefore: 'from' }),
    value: of('数值', 'Value', 'number', { ...must, shareBy: 'name' }),
    n: of('样本数', 'Of how many', 'number'),
    source: of('来源', 'Source', 'text', must),
  },
};

export const REGISTERS: Readonly<Record<string, Register>> = {
  answers,
  measures,
  improvements,
  items,
  contacts,
  series,
};
