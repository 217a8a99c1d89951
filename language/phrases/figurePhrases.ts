/** Figures and periods that are closed. */
export const FIGURE_PHRASES = {
  'figure-unknown': { zh: '制度包 {pack} 没有指标 {id}', en: 'the pack {pack} has no figure {id}' },
  'figure-unknown-anywhere': { zh: '没有指标 {id}', en: 'no pack has a figure {id}' },
  'figure-in-several': {
    zh: '多个包有指标 {id}:{packs};请写明 pack',
    en: 'several packs have a figure {id}: {packs}; say which with pack',
  },
  'figures-pack-unknown': { zh: '没有制度包 {pack}', en: 'there is no pack {pack}' },
  'figures-none': { zh: '制度包 {pack} 没有定义指标', en: 'the pack {pack} has no figures' },
  'figure-unit-unknown': { zh: '没有机构 {unit}', en: 'there is no unit {unit}' },
  'period-reversed': {
    zh: '期间的末日 {to} 早于首日 {from}',
    en: 'the period ends on {to}, before it begins on {from}',
  },
  'figure-not-apart': {
    zh: '指标 {id} 不能按 {dimension} 拆分',
    en: 'the figure {id} cannot be told apart by {dimension}',
  },
  'figure-by-unknown': { zh: '应为拆分维度,可用:{known}', en: 'must be what figures are told apart by: {known}' },
  'figures-for-offices': {
    zh: '指标由系统管理员和制度包中任有层级职务的人员查看',
    en: 'figures are for administrators and for holders of a role that the pack gives a level',
  },
  'closing-known': { zh: '{pack} 的这一期间已于 {at} 关闭', en: 'this period of {pack} was closed at {at}' },
  'closing-unknown': { zh: '没有这次关闭', en: 'there is no such closing' },
  'view-unknown': { zh: '没有视图 {view};可用:{known}', en: 'there is no view {view}; there are: {known}' },
} as const;
