/** What is wrong with a value, and what would be right. */
export const FIELD_PHRASES = {
  'field-unknown': { zh: '未知字段', en: 'unknown field' },
  'field-unknown-of': { zh: '未知字段;可用:{fields}', en: 'unknown field; known are: {fields}' },
  'field-unknown-of-none': { zh: '未知字段;此处不填字段', en: 'unknown field; known are: none' },
  'attribute-unknown-of': { zh: '未知字段;可用:{fields}', en: 'unknown; known are: {fields}' },
  'belongs-to-complainant': {
    zh: '属于投诉人信息;应填在 /complainant/{name}',
    en: 'belongs to the complainant: /complainant/{name}',
  },
  required: { zh: '必填:{what}', en: 'required: {what}' },
  'required-text': { zh: '必填:文字', en: 'required: a text' },
  'must-be': { zh: '应为{what}', en: 'must be {what}' },
  'must-be-known-field': { zh: '应为已知字段', en: 'must be a known field' },
  'one-of': { zh: '应为其中之一:{values}', en: 'must be one of: {values}' },
  'must-be-text': { zh: '应为非空文字', en: 'must be a non-empty text' },
  'not-empty': { zh: '不能为空', en: 'must not be empty' },
  'at-least': { zh: '至少为 {least}', en: 'must be {least} at least' },
  'at-most': { zh: '不能超过 {most}', en: 'may have {most} at most' },
  'must-be-instant': {
    zh: '应为 1900 至 2999 年间带时区的 ISO 8601 时刻,如 2026-11-23T18:00:00+08:00',
    en: 'must be an ISO 8601 instant with offset, of the years 1900 to 2999',
  },
  'must-be-date': {
    zh: '应为 1900 至 2999 年间的日期,如 2026-11-30',
    en: 'must be a date such as 2026-11-30, of the years 1900 to 2999',
  },
  'must-be-telephone': {
    zh: '应为电话号码:5 至 40 位数字,如 13900000000 或 +86 139 0000 0000',
    en: 'must be a telephone number: 5 to 40 digits, e.g. 13900000000 or +86 139 0000 0000',
  },
  'one-way-to-be-reached': {
    zh: '请至少填写一种联系方式:电话 phone、邮箱 email 或地址 address',
    en: 'name one way to be reached: phone, email or address',
  },
  'one-way-to-represent': {
    zh: '请至少填写一种联系方式:电话 phone 或邮箱 email',
    en: 'name one way to be reached: phone or email',
  },
  'must-be-code': {
    zh: '应为代码:字母开头,之后为字母、数字或连字符',
    en: 'must be a code: a letter, then letters, digits and hyphens',
  },
  'name-not-allowed': { zh: '制度包和机构都不能用这个名称', en: 'is no name that a pack or an organisation may have' },
  'must-be-next-portion': { zh: '应为上一批答复中的 next', en: 'must be the next of the portion before' },
  'must-be-email': { zh: '应为电子邮箱地址', en: 'must be an e-mail address' },
  'must-be-id-number': {
    zh: '应为 5 至 30 位字母、数字、空格、括号或连字符',
    en: 'must be 5 to 30 letters, digits, spaces, brackets or hyphens',
  },
  'not-ahead-of-now': {
    zh: '不能晚于现在:有时限由此起算;请填写实际发生的时刻',
    en: 'must not lie in the future: a clock counts from it; give the moment at which it happened',
  },
  'unfit-characters': { zh: '含有 NUL 字符或残缺字符', en: 'holds a NUL character or a lone surrogate' },
  'of-no-form': { zh: '写法不对', en: 'of no known form' },
  'no-such-person': { zh: '没有这个人员', en: 'no such person' },
  'no-such-unit': { zh: '没有这个单位', en: 'no such unit' },
  'no-such-case': { zh: '没有这件投诉', en: 'no such case' },
  'not-itself': { zh: '案件不能指向自身', en: 'a case cannot name itself' },
  'kind-boolean': { zh: '是或否(true 或 false)', en: 'true or false' },
  'kind-integer': { zh: '整数', en: 'a whole number' },
  'kind-money': { zh: '金额,如 "8000.00"', en: 'an amount such as "8000.00"' },
  'kind-instant': {
    zh: '时刻,如 2026-11-23T18:00:00+08:00 或 +6h',
    en: 'an instant such as 2026-11-23T18:00:00+08:00, or +6h',
  },
  'kind-code': { zh: '代码', en: 'a code' },
  'kind-listed': { zh: '其中之一:{values}', en: 'one of: {values}' },
  'kind-codes': { zh: '代码列表', en: 'a list of codes' },
  'kind-listed-many': { zh: '列表,可含:{values}', en: 'a list of: {values}' },
  'kind-units': { zh: '单位编号列表', en: 'a list of unit ids' },
  'kind-reference': {
    zh: '引用编号:字母、数字和 . _ : / -,最多 120 个',
    en: 'a reference: letters, digits and . _ : / -, at most 120',
  },
  // Several at once.
  faults: { zh: '{faults}', en: '{faults}' },
} as const;
