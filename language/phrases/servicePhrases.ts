/** Parts of the service that are away or busy, and mails that failed. */
export const SERVICE_PHRASES = {
  'too-much-at-once': {
    zh: '请求过多;请用同一 Idempotency-Key 重试',
    en: 'too much is asked at once; try again with the same Idempotency-Key',
  },
  'too-many-streams': {
    zh: '打开的事件流过多;请稍后再试',
    en: 'too many event streams are open; try again in a while',
  },
  'case-not-answering': {
    zh: '暂时无法处理此案;请用同一 Idempotency-Key 重试',
    en: 'the case cannot be asked just now; try again with the same Idempotency-Key',
  },
  'database-away': {
    zh: '数据库暂时不可用;请用同一 Idempotency-Key 重试',
    en: 'the database is away; try again with the same Idempotency-Key',
  },
  'database-full': {
    zh: '数据库空间已满,此请求未保存任何内容;请用同一 Idempotency-Key 重试',
    en: 'the database has no space left; nothing of this request was kept; try again with the same Idempotency-Key',
  },
  internal: {
    zh: '系统内部出错;请用同一 Idempotency-Key 重试',
    en: 'something went wrong here; try again with the same Idempotency-Key',
  },
  'nobody-may-know': { zh: '没有可以知悉此案的人员', en: 'nobody who may know of the case' },
  'rehearsal-tells-no-client': { zh: '演练不通知客户', en: 'a rehearsal tells no client' },
  'no-address': { zh: '没有任何渠道的联系地址', en: 'no address by any channel' },
  'sealed-unreadable': { zh: '投诉人的加密信息无法解密', en: 'what is sealed of the complainant cannot be opened' },
  'channel-failed': { zh: '发送渠道出错:{name}', en: 'the channel failed: {name}' },
  'smtp-refused': { zh: 'SMTP {reply}', en: 'SMTP {reply}' },
  'http-refused': { zh: 'HTTP {status}', en: 'HTTP {status}' },
  'robot-unknown': {
    zh: '{channel}:设置中没有这个机器人',
    en: '{channel}: the settings have no such robot',
  },
  'robot-refused': { zh: '{channel} 返回 {code}', en: '{channel} answered {code}' },
  'gateway-refused': { zh: '短信网关返回 {code}', en: 'the SMS gateway answered {code}' },
  'answer-unreadable': { zh: '{channel} 的应答无法识别', en: 'the answer of {channel} cannot be read' },
  'rehearsal-not-there': { zh: '演练不经此人的渠道发送', en: 'no rehearsal goes by the channels of this person' },
  'http-timeout': { zh: 'HTTP 15 秒内无应答', en: 'HTTP no answer within 15 s' },
  'http-unreachable': { zh: 'HTTP 无法连接', en: 'HTTP not reachable' },
} as const;
