/** What is wrong with a value and what would be right, in Chinese (`detailIn` says how they are read). */
export const FIELD_DETAILS: Readonly<Record<string, string>> = {
  'unknown field': '未知字段',
  'unknown field; known are: {fields}': '未知字段;可用:{fields:list}',
  'unknown field; known are: none': '未知字段;此处不填字段',
  'unknown; known are: {fields}': '未知字段;可用:{fields:list}',
  'belongs to the complainant: /complainant/{name}': '属于投诉人信息;应填在 /complainant/{name}',
  'required: {what}': '必填:{what:detail}',
  'required: a text': '必填:文字',
  'must be {what}': '应为{what:detail}',
  'must be a known field': '应为已知字段',
  'must be one of: {values}': '应为其中之一:{values:list}',
  'must be a non-empty text': '应为非空文字',
  'must not be empty': '不能为空',
  'must be {least} at least': '至少为 {least}',
  'may have {most} at most': '不能超过 {most}',
  'must be an ISO 8601 instant with offset, of the years 1900 to 2999':
    '应为 1900 至 2999 年间带时区的 ISO 8601 时刻,如 2026-11-23T18:00:00+08:00',
  'must be a date such as 2026-11-30, of the years 1900 to 2999': '应为 1900 至 2999 年间的日期,如 2026-11-30',
  'must be a telephone number: 5 to 40 digits, e.g. 13900000000 or +86 139 0000 0000':
    '应为电话号码:5 至 40 位数字,如 13900000000 或 +86 139 0000 0000',
  'must be an e-mail address': '应为电子邮箱地址',
  'must be 5 to 30 letters, digits, spaces, brackets or hyphens': '应为 5 至 30 位字母、数字、空格、括号或连字符',
  'must not lie in the future: a clock counts from it; give the moment at which it happened':
    '不能晚于现在:有时限由此起算;请填写实际发生的时刻',
  'holds a NUL character or a lone surrogate': '含有 NUL 字符或残缺字符',
  'of no known form': '写法不对',
  'no such person': '没有这个人员',
  'no such unit': '没有这个单位',
  'no such case': '没有这件投诉',
  'a case cannot name itself': '案件不能指向自身',

  // What a field takes, after "must be" and "required:".
  'true or false': '是或否(true 或 false)',
  'a whole number': '整数',
  'an amount such as "8000.00"': '金额,如 "8000.00"',
  'an instant such as 2026-11-23T18:00:00+08:00, or +6h': '时刻,如 2026-11-23T18:00:00+08:00 或 +6h',
  'a code': '代码',
  'one of: {values}': '其中之一:{values:list}',
  'a list of codes': '代码列表',
  'a list of: {values}': '列表,可含:{values:list}',
  'a list of unit ids': '单位编号列表',
  'a reference: letters, digits and . _ : / -, at most 120': '引用编号:字母、数字和 . _ : / -,最多 120 个',
};
