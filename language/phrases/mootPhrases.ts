/** Why a message is not sent: nobody needs it any more. */
export const MOOT_PHRASES = {
  'moot-done': { zh: '无需再通知:该事项已于 {at} 登记', en: 'not needed any more: it was recorded {at}' },
  'moot-cancelled': { zh: '无需再通知:该时限已取消', en: 'not needed any more: the clock was cancelled' },
  'moot-paused': { zh: '无需再通知:该时限已暂停', en: 'not needed any more: the clock is paused' },
  'moot-newer': {
    zh: '无需再通知:同一时限已有较新的通知',
    en: 'not needed any more: a newer message about the same clock takes its place',
  },
  'moot-settled': {
    zh: '无需再通知:所请之事已答复或已审批',
    en: 'not needed any more: what it asks for has been answered or decided',
  },
} as const;
