/** Words of a report in both languages. */

import type { Bilingual } from '../../language/bilingual.ts';

const said = (zh: string, en: string): Bilingual => ({ zh, en });

export const WORDS = {
  na: said('不适用', 'n/a'),
  absent: said('未提供', 'not available'),
  suppressed: said('少于 5,不列出', 'fewer than 5, not shown'),
  period: said('统计期间', 'Period'),
  periodTo: said('至', 'to'),
  scope: said('统计范围', 'Scope'),
  wholeBank: said('全部单位', 'all units'),
  made: said('生成时间', 'Made at'),
  zones: said('时区', 'Time zone'),
  asOf: said('口径时点', 'Counted as of'),
  definitionsHash: said('版本', 'version'),
  contents: said('目录', 'Contents'),
  note: said('说明', 'Note'),
  chartData: said('图中数据', 'Data of the chart'),
  id: said('编号', 'Id'),
  figure: said('指标', 'Figure'),
  value: said('数值', 'Value'),
  counts: said('计数', 'Counts'),
  interval: said('95% 区间', '95% interval'),
  targetColumn: said('目标', 'Target'),
  change: said('变化', 'Change'),
  beside: said('另列', 'Beside'),
  part: said('分项', 'Part'),
  share: said('占比', 'Share'),
  total: said('合计', 'Total'),
  definitions: said('附录:指标定义', 'Appendix: definitions of the figures'),
  definitionsOf: said('指标定义', 'Definitions'),
  says: said('定义', 'Definition'),
  basis: said('计入期间的依据', 'Falls into the period by'),
  reading: said('口径说明', 'Reading'),
  cases: said('查看案件', 'Its cases'),
  met: said('达标', 'met'),
  missed: said('未达标', 'missed'),
  importedMark: said('导入,不可直接比较', 'imported, not comparable'),
  notJudged: said('不评价', 'not judged'),
  more: said('其中', 'Of these'),
} as const;

/** The moment by which a row falls into the period. */
export const BASIS_WORDS = {
  registered: said('登记时间', 'registration'),
  accepted: said('受理时间', 'acceptance'),
  resolved: said('处理完毕时间', 'resolution'),
  'closed-first': said('首次办结时间', 'first closing'),
  closed: said('办结时间', 'closing'),
  ended: said('终结时间', 'end of the case'),
  due: said('到期时间', 'due moment'),
  sent: said('派单时间', 'dispatch'),
  answered: said('答复时间', 'answer'),
  recorded: said('记录时间', 'record'),
  at: said('期末状态', 'state at the end of the period'),
} as const;

export const RATER_WORDS = {
  R: said('可靠性', 'reliability'),
  A: said('保证性', 'assurance'),
  T: said('有形性', 'tangibles'),
  E: said('移情性', 'empathy'),
  Rs: said('响应性', 'responsiveness'),
} as const;
