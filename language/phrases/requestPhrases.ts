/** Unreadable requests, or such for what is not there. */
export const REQUEST_PHRASES = {
  'report-refused': { zh: '{why}', en: '{why}' },
  'say-actor-header': {
    zh: '请用请求头 X-Redress-Actor: <人员编号> 说明操作人(见 GET /v1/people)',
    en: 'say who asks with the header X-Redress-Actor: <person id> (see GET /v1/people)',
  },
  'actor-header-unknown': {
    zh: 'X-Redress-Actor 所指的人员不存在(见 GET /v1/people)',
    en: 'X-Redress-Actor names nobody who is known (see GET /v1/people)',
  },
  'nothing-here': { zh: '此地址没有内容;见 /docs', en: 'there is nothing here; see /docs' },
  'no-list': { zh: '没有这个案件列表;见 /', en: 'there is no such list of cases; see /' },
  'no-temporal-ui': {
    zh: '未设置 Temporal 界面的地址(REDRESS_TEMPORAL_UI);此列表的查询:{query}',
    en: 'nobody has set where the Temporal UI answers (REDRESS_TEMPORAL_UI); the query of this list: {query}',
  },
  'methods-taken': { zh: '此地址只接受 {methods}', en: 'this address takes {methods}' },
  'request-unreadable': { zh: '无法读取请求', en: 'the request cannot be read' },
  'head-too-large': { zh: '地址和请求头最大为 16 KB', en: 'the address and headers may have 16 KB at most' },
  'request-too-slow': { zh: '请求未及时送达', en: 'the request did not arrive in time' },
  'too-much-work': {
    zh: '所需计算超过单个请求的限度({seconds} 秒或内存上限);请缩小范围',
    en: 'this takes more than {seconds} s or more memory than one request may have; ask for less',
  },
  'too-many-lookups': {
    zh: '此地址查询过于频繁;请一分钟后再试',
    en: 'too many look-ups from this address; try again in a minute',
  },
  'no-content-type': { zh: '未注明内容类型;请发送 {types}', en: 'send {types}; no content type was given' },
  'other-content-type': { zh: '请发送 {types},而不是 {type}', en: 'send {types}, not {type}' },
  'no-content-encoding': {
    zh: '请发送未经压缩的正文,不用 Content-Encoding',
    en: 'send the body as it is, without a Content-Encoding',
  },
  'not-utf8': { zh: '请求正文不是 UTF-8 编码', en: 'the body is not UTF-8' },
  'body-too-large': { zh: '请求正文最大为 {size} KB', en: 'the body may have {size} KB at most' },
  'too-many-values': { zh: 'JSON 最多含 {count} 个值', en: 'the JSON may hold {count} values at most' },
  'too-many-keys': { zh: '一个 JSON 对象最多 {count} 个键', en: 'a JSON object may have {count} keys at most' },
  'and-more': { zh: '另有 {count} 处', en: 'and {count} more' },
  'too-many-streams-here': { zh: '此地址打开的事件流过多', en: 'too many event streams from this address' },
  'host-not-served': {
    zh: '不以主机名 "{host}" 提供服务;见 REDRESS_ALLOWED_HOSTS',
    en: 'nothing is served as "{host}"; see REDRESS_ALLOWED_HOSTS',
  },
  'origin-not-served': {
    zh: '不接受来自 "{origin}" 页面的请求;见 REDRESS_ALLOWED_HOSTS',
    en: 'pages of "{origin}" may not ask this; see REDRESS_ALLOWED_HOSTS',
  },
  'too-many-half-sent': { zh: '此地址有过多未发送完的请求', en: 'too many requests from this address are half sent' },
  'too-deep': { zh: 'JSON 最多嵌套 {depth} 层', en: 'the JSON may be nested {depth} levels at most' },
  'key-not-allowed': { zh: '不允许使用键 "__proto__"', en: 'the key "__proto__" is not allowed' },
  'body-empty': { zh: '请求正文为空;请发送 JSON 对象', en: 'the body is empty; send a JSON object' },
  'not-json': { zh: '请求正文不是有效的 JSON', en: 'the body is not valid JSON' },
  'key-form': {
    zh: 'Idempotency-Key 应为 1 至 200 个可见 ASCII 字符',
    en: 'an Idempotency-Key has 1 to 200 visible ASCII characters',
  },
  'key-reused': {
    zh: '此 Idempotency-Key 已用于其他内容;新的请求请换用新键',
    en: 'this Idempotency-Key was used with another body; take a new key for a new request',
  },
  'key-running': {
    zh: '使用此 Idempotency-Key 的请求正在处理;请稍后再试',
    en: 'a request with this Idempotency-Key is being answered; ask again in a moment',
  },
  'other-cursor': {
    zh: '此翻页标记不属于这个列表;请取上一页的 nextCursor',
    en: 'this cursor does not belong to such a list; take nextCursor from the page before',
  },
  'other-stream': { zh: 'Last-Event-ID 不是来自此事件流', en: 'Last-Event-ID did not come from this stream' },
  'no-complaint': { zh: '没有这个编号的投诉', en: 'no complaint has this number' },
  'no-receipt': { zh: '没有这个查询码;请核对 16 位数字', en: 'no such receipt code; please check its 16 digits' },
  'reference-known': {
    zh: '该系统的这个编号已登记;未作改动',
    en: 'this reference of that system is registered already; nothing was changed',
  },
  'reference-known-as': {
    zh: '该系统的这个编号已登记为 {no};未作改动',
    en: 'this reference of that system is registered already, as {no}; nothing was changed',
  },
  'differs-from-registered': { zh: '与登记内容不同', en: 'differs from what was registered' },
  'no-mail': { zh: '没有这封邮件', en: 'no such mail' },
  'unit-level': {
    zh: '该单位的层级为 {level},本制度包没有这个层级;可登记的层级:{levels}',
    en: 'this unit is of the level {level}, which the pack does not have; it takes units of: {levels}',
  },
  'no-unit': { zh: '没有这个单位;见 GET /v1/units', en: 'no such unit; see GET /v1/units' },
  'no-such-clock': { zh: '案件没有过这个时限;有:{clocks}', en: 'the case never had such a clock; it has: {clocks}' },
  'no-such-pack': { zh: '没有这个制度包;现行的有:{packs}', en: 'no such pack; in force are: {packs}' },
  'name-pack': { zh: '请指明制度包;现行的有:{packs}', en: 'name a pack; in force are: {packs}' },
  'outside-window': {
    zh: '制度包 "{pack}" 的受理期间为 {from} 至 {to}',
    en: 'the pack "{pack}" takes cases from {from} to {to}',
  },
  'choose-object': { zh: '没有此种案件;可选:{objects}', en: 'no such kind of case; choose one of: {objects}' },
  'not-before-registration': { zh: '不能早于登记时刻', en: 'cannot be before the registration' },
  'no-merge-in-past': {
    zh: '并案涉及另一案件,不能随历史迁入;请迁入后再并案',
    en: 'a merge concerns another case and cannot be brought in; merge the cases afterwards',
  },
  'administrators-bring-in': {
    zh: '只有系统管理员可以迁入历史案件',
    en: 'only an administrator brings in cases with their past',
  },
  'category-required': {
    zh: '制度包有多个类别,请指明一个:{categories}',
    en: 'the pack has several categories; name one of: {categories}',
  },
  'category-needs': { zh: '类别 "{category}" 须填写 {field}', en: 'category "{category}" needs {field}' },
  'no-representatives': { zh: '此制度包不接受代表人', en: 'this pack takes no representatives' },
  'representatives-at-most': { zh: '代表人最多 {max} 名', en: 'at most {max} may speak for the others' },
  'administrators-read-mails': {
    zh: '只有系统管理员可以查看收件箱中的邮件',
    en: 'only an administrator may read the mails of the sink',
  },
  'administrators-close-periods': {
    zh: '只有系统管理员可以冻结期间的口径',
    en: 'only an administrator closes a period',
  },
  'administrators-what-if': {
    zh: '只有系统管理员可以预演一个期间',
    en: 'only an administrator asks what-if of a period',
  },
  'from-not-before-to': { zh: '起始 {from} 应早于截止 {to}', en: '{from} is not before {to}' },
  'must-be-day-or-instant': {
    zh: '应为日期(如 2026-11-01)或时刻(如 2026-11-01T09:00:00+08:00),而不是 "{text}"',
    en: 'takes a day such as 2026-11-01 or an instant such as 2026-11-01T09:00:00+08:00, not "{text}"',
  },
  'period-too-long': {
    zh: '该期间有 {count} 件案件;每次最多 {max} 件,更多请用 redress simulate --recorded',
    en: 'the period has {count} cases; ask for {max} at most, or use redress simulate --recorded',
  },
  'version-not-stored': {
    zh: '没有保存 "{pack}" 的版本 "{version}"',
    en: 'no version "{version}" of "{pack}" is stored',
  },
  'pack-fault': { zh: '{line}:{column} {message}', en: '{line}:{column} {message}' },
} as const;
