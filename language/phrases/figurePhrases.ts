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
  'figure-no-term': {
    zh: '指标 {id} 没有 {term};可列出案件的有:{terms}',
    en: 'the figure {id} has no {term}; there are cases of: {terms}',
  },
  'figure-term-series': {
    zh: '指标 {id} 的 {term} 是导入的序列 {series},没有案件;可列出案件的有:{terms}',
    en: 'the {term} of {id} is the imported series {series}, which has no cases; there are cases of: {terms}',
  },
  'figure-term-imported': {
    zh: '指标 {id} 的 {term} 是导入的数,没有案件;可列出案件的有:{terms}',
    en: 'the {term} of {id} was imported and has no cases; there are cases of: {terms}',
  },
  'figure-no-terms': {
    zh: '指标 {id} 没有 {term},也没有其他项;请不写 term',
    en: 'the figure {id} has no {term}, nor any other term; leave term out',
  },
  'figure-part-alone': {
    zh: 'part 与 by 须同时写明:by 为拆分维度,part 为其中一部分的 key',
    en: 'part and by go together: by is what the figure is told apart by, part the key of one part',
  },
  'figure-by-unknown': { zh: '应为拆分维度,可用:{known}', en: 'must be what figures are told apart by: {known}' },
  'figures-for-offices': {
    zh: '指标由系统管理员和制度包中任有层级职务的人员查看',
    en: 'figures are for administrators and for holders of a role that the pack gives a level',
  },
  'closing-known': { zh: '{pack} 的这一期间已于 {at} 关闭', en: 'this period of {pack} was closed at {at}' },
  'closing-unknown': { zh: '没有这次关闭', en: 'there is no such closing' },
  'return-unknown': { zh: '没有名为 {id} 的报表;现有:{known}', en: 'no return is called {id}; there are: {known}' },
  'return-pack-other': {
    zh: '报表 {id} 没有制度包 {pack} 的口径;现有:{known}',
    en: 'the return {id} does not say how {pack} is reported; it does of: {known}',
  },
  'return-one-pack': {
    zh: '报表 {id} 每次只报一个制度包,请写明:{known}',
    en: 'the return {id} is made for one pack at a time; say which: {known}',
  },
  'return-period': {
    zh: '期间应为 2026、2026-H2、2026-Q3、2026-11 或 2026-01-01..2026-06-30',
    en: 'must be a period: 2026, 2026-H2, 2026-Q3, 2026-11 or 2026-01-01..2026-06-30',
  },
  'return-period-length': {
    zh: '报表 {id} 只按以下期间报送:{lengths}',
    en: 'the return {id} is made for periods of these lengths only: {lengths}',
  },
  'return-uncoded': { zh: '未编码', en: 'Not coded' },
  'return-too-few': {
    zh: '限定知悉的件数过少,不列示',
    en: 'too few confidential cases to be told apart',
  },
  'return-not-recorded': { zh: '{packs} 不记录此项', en: 'not recorded by {packs}' },
  'return-no-series': {
    zh: '未导入 {from} 至 {to} 的序列 {series}',
    en: 'no series {series} was imported for {from} to {to}',
  },
  'return-series-differ': {
    zh: '各包的序列 {series} 不一致:{values}',
    en: 'packs differ on the series {series}: {values}',
  },
  'return-over-nothing': { zh: '分母为零', en: 'nothing to count it over' },
  'return-not-filled': { zh: '未填写', en: 'not filled in' },
  'view-unknown': { zh: '没有视图 {view};可用:{known}', en: 'there is no view {view}; there are: {known}' },
} as const;
