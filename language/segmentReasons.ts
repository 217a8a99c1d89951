/** Why a part of a due moment is as long as it is. */
export const SEGMENT_REASONS = {
  limit: { zh: '时限', en: 'limit' },
  'start-day': { zh: '起算日不计', en: 'the start day is not counted' },
  day: { zh: '计入的日', en: 'day counted' },
  'rest-day': { zh: '休息日不计', en: 'rest day, not counted' },
  weekend: { zh: '周末不计', en: 'weekend, not counted' },
  'business-hours': { zh: '营业时间', en: 'hours of business' },
  'closed-hours': { zh: '非营业时间不计', en: 'outside hours of business, not counted' },
  roll: { zh: '末日顺延', en: 'last day rolls on' },
  promise: { zh: '至承诺时刻', en: 'until the promised moment' },
  pause: { zh: '暂停', en: 'paused' },
  extension: { zh: '延期', en: 'extended' },
  merge: { zh: '并案取较早时限', en: 'earlier due moment of a merged case' },
} as const;
