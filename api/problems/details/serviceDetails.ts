/**
 * Parts of the service that are away or busy, and mails that did not arrive, in Chinese (`detailIn` says how they are
 * read).
 */
export const SERVICE_DETAILS: Readonly<Record<string, string>> = {
  'too much is asked at once; try again with the same Idempotency-Key': '请求过多;请用同一 Idempotency-Key 重试',
  'too many event streams are open; try again in a while': '打开的事件流过多;请稍后再试',
  'the case cannot be asked just now; try again with the same Idempotency-Key':
    '暂时无法处理此案;请用同一 Idempotency-Key 重试',
  'the database is away; try again with the same Idempotency-Key': '数据库暂时不可用;请用同一 Idempotency-Key 重试',
  'the database has no space left; nothing of this request was kept; try again with the same Idempotency-Key':
    '数据库空间已满,此请求未保存任何内容;请用同一 Idempotency-Key 重试',
  'something went wrong here; try again with the same Idempotency-Key': '系统内部出错;请用同一 Idempotency-Key 重试',

  'nobody who may know of the case': '没有可以知悉此案的人员',
  'a rehearsal tells no client': '演练不通知客户',
  'no address by any channel': '没有任何渠道的联系地址',
  'what is sealed of the complainant cannot be opened': '投诉人的加密信息无法解密',
  'the channel failed: {name}': '发送渠道出错:{name}',
  'HTTP no answer within 15 s': 'HTTP 15 秒内无应答',
  'HTTP not reachable': 'HTTP 无法连接',
};
