/** Requests that cannot be read or ask for what is not there, in Chinese (`detailIn` says how they are read). */
export const REQUEST_DETAILS: Readonly<Record<string, string>> = {
  'say who asks with the header X-Redress-Actor: <person id> (see GET /v1/people)':
    '请用请求头 X-Redress-Actor: <人员编号> 说明操作人(见 GET /v1/people)',
  'X-Redress-Actor names nobody who is known (see GET /v1/people)':
    'X-Redress-Actor 所指的人员不存在(见 GET /v1/people)',
  'there is nothing here; see /docs': '此地址没有内容;见 /docs',
  'this address takes {methods}': '此地址只接受 {methods:list}',
  'the request cannot be read': '无法读取请求',
  'the address and headers may have 16 KB at most': '地址和请求头最大为 16 KB',
  'the request did not arrive in time': '请求未及时送达',
  'this takes more than {seconds} s or more memory than one request may have; ask for less':
    '所需计算超过单个请求的限度({seconds} 秒或内存上限);请缩小范围',
  'too many look-ups from this address; try again in a minute': '此地址查询过于频繁;请一分钟后再试',
  'send {types}; no content type was given': '未注明内容类型;请发送 {types:list}',
  'send {types}, not {type}': '请发送 {types:list},而不是 {type}',
  'send the body as it is, without a Content-Encoding': '请发送未经压缩的正文,不用 Content-Encoding',
  'the body is not UTF-8': '请求正文不是 UTF-8 编码',
  'the body may have {size} KB at most': '请求正文最大为 {size} KB',
  'the JSON may hold {count} values at most': 'JSON 最多含 {count} 个值',
  'a JSON object may have {count} keys at most': '一个 JSON 对象最多 {count} 个键',
  'and {count} more': '另有 {count} 处',
  'too many event streams from this address': '此地址打开的事件流过多',
  'nothing is served as "{host}"; see REDRESS_ALLOWED_HOSTS': '不以主机名 "{host}" 提供服务;见 REDRESS_ALLOWED_HOSTS',
  'pages of "{origin}" may not ask this; see REDRESS_ALLOWED_HOSTS':
    '不接受来自 "{origin}" 页面的请求;见 REDRESS_ALLOWED_HOSTS',
  'too many requests from this address are half sent': '此地址有过多未发送完的请求',
  'the JSON may be nested {depth} levels at most': 'JSON 最多嵌套 {depth} 层',
  'the key "__proto__" is not allowed': '不允许使用键 "__proto__"',
  'the body is empty; send a JSON object': '请求正文为空;请发送 JSON 对象',
  'the body is not valid JSON': '请求正文不是有效的 JSON',
  'text may hold no NUL and no half characters': '文字不能含有 NUL 字符或残缺字符',
  'an Idempotency-Key has 1 to 200 visible ASCII characters': 'Idempotency-Key 应为 1 至 200 个可见 ASCII 字符',
  'this Idempotency-Key was used with another body; take a new key for a new request':
    '此 Idempotency-Key 已用于其他内容;新的请求请换用新键',
  'a request with this Idempotency-Key is being answered; ask again in a moment':
    '使用此 Idempotency-Key 的请求正在处理;请稍后再试',
  'this cursor does not belong to such a list': '此翻页标记不属于这个列表',
  'take nextCursor from the page before': '请取上一页的 nextCursor',
  'Last-Event-ID did not come from this stream': 'Last-Event-ID 不是来自此事件流',

  'no complaint has this number': '没有这个编号的投诉',
  'no such receipt code; please check its 16 digits': '没有这个查询码;请核对 16 位数字',
  'no such mail': '没有这封邮件',
  'no such unit; see GET /v1/units': '没有这个单位;见 GET /v1/units',
  'the case never had such a clock; it has: {clocks}': '案件没有过这个时限;有:{clocks:list}',
  'no such pack; in force are: {packs}': '没有这个制度包;现行的有:{packs:list}',
  'name a pack; in force are: {packs}': '请指明制度包;现行的有:{packs:list}',
  'the pack "{pack}" takes cases from {from} to {to}': '制度包 "{pack}" 的受理期间为 {from} 至 {to}',
  'no such kind of case; choose one of: {objects}': '没有此种案件;可选:{objects:list}',
  'category "{category}" needs {field}': '类别 "{category}" 须填写 {field}',
  'this pack takes no representatives': '此制度包不接受代表人',
  'at most {max} may speak for the others': '代表人最多 {max} 名',

  'only an administrator may read the mails of the sink': '只有系统管理员可以查看收件箱中的邮件',
  'only an administrator closes a period': '只有系统管理员可以冻结期间的口径',
  'only an administrator replays a period': '只有系统管理员可以重演一个期间',
  '{from} is not before {to}': '起始 {from} 应早于截止 {to}',
  'takes a day such as 2026-11-01 or an instant such as 2026-11-01T09:00:00+08:00, not "{text}"':
    '应为日期(如 2026-11-01)或时刻(如 2026-11-01T09:00:00+08:00),而不是 "{text}"',
  'the period has {count} cases; ask for {max} at most, or use redress simulate --replay':
    '该期间有 {count} 件案件;每次最多 {max} 件,更多请用 redress simulate --replay',
  'no version "{version}" of "{pack}" is stored': '没有保存 "{pack}" 的版本 "{version}"',
  'the draft has {count} mistakes; POST /v1/packs/check says more of each':
    '草稿有 {count} 处错误;POST /v1/packs/check 逐条说明',
};
