/** Promises, pauses, extensions and closed periods, in Chinese (`detailIn` says how they are read). */
export const CLOCK_DETAILS: Readonly<Record<string, string>> = {
  'give the promised moment': '请填写承诺时刻',
  'a promise lies in the future': '承诺时刻须晚于现在',
  'a later promise needs an approval': '推迟承诺时刻须经审批',

  'the case is paused already': '案件已在暂停计时',
  'the case is not paused': '案件没有暂停计时',
  'name a kind of pause: {kinds}': '请指明暂停种类,可选:{kinds:list}',
  'the reason must be one of: {reasons}': '原因应为其中之一:{reasons:list}',
  'no clock runs that this pause may stop; it may stop: {clocks}': '此种暂停可停的时限都未在计时;可停:{clocks:list}',
  'the longest total of this kind of pause is used up': '此种暂停的累计时间已用完',

  'no running clock of that name': '没有正在计时的这个时限',
  'this clock cannot be extended': '此时限不能延期',
  'this clock is extended {times} time(s) at most': '此时限最多延期 {times} 次',
  'an extension ends after the present due moment': '延至的时刻须晚于现在和目前的到期时刻',
  'at the latest until {until}': '最晚延至 {until}',

  'a period is closed once it is over': '期间结束后才能冻结口径',
  'the case is not of that period': '案件不属于该期间',
  'the class is frozen already': '口径已冻结',
};
