/** Promises, pauses, extensions, closed periods. */
export const CLOCK_PHRASES = {
  'give-promise': { zh: '请填写承诺时刻', en: 'give the promised moment' },
  'promise-in-future': { zh: '承诺时刻须晚于现在', en: 'a promise lies in the future' },
  'later-promise': { zh: '推迟承诺时刻须经审批', en: 'a later promise needs an approval' },
  'paused-already': { zh: '案件已在暂停计时', en: 'the case is paused already' },
  'not-paused': { zh: '案件没有暂停计时', en: 'the case is not paused' },
  'name-pause-kind': { zh: '请指明暂停种类,可选:{kinds}', en: 'name a kind of pause: {kinds}' },
  'reason-one-of': { zh: '原因应为其中之一:{reasons}', en: 'the reason must be one of: {reasons}' },
  'no-clock-to-pause': {
    zh: '此种暂停可停的时限都未在计时;可停:{clocks}',
    en: 'no clock runs that this pause may stop; it may stop: {clocks}',
  },
  'pause-used-up': { zh: '此种暂停的累计时间已用完', en: 'the longest total of this kind of pause is used up' },
  'no-running-clock': { zh: '没有正在计时的这个时限', en: 'no running clock of that name' },
  'clock-not-extended': { zh: '此时限不能延期', en: 'this clock cannot be extended' },
  'extended-at-most': { zh: '此时限最多延期 {times} 次', en: 'this clock is extended {times} time(s) at most' },
  'extension-not-later': {
    zh: '延至的时刻须晚于现在和目前的到期时刻',
    en: 'an extension ends after the present due moment',
  },
  'extended-until-at-most': { zh: '最晚延至 {until}', en: 'at the latest until {until}' },
  'period-not-over': { zh: '期间结束后才能冻结口径', en: 'a period is closed once it is over' },
  'not-of-period': { zh: '案件不属于该期间', en: 'the case is not of that period' },
  'frozen-already': { zh: '口径已冻结', en: 'the class is frozen already' },
} as const;
