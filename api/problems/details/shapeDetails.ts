/**
 * What zod says of a value of another type, in Chinese (`detailIn` says how they are read), and the types by their
 * names there.
 */
export const SHAPE_DETAILS: Readonly<Record<string, string>> = {
  'expected {expected}, received {received}': '应为{expected:detail},收到的类型为{received:detail}',
  'Invalid key in record': '字段名过长',
  string: '文字',
  number: '数字',
  int: '整数',
  NaN: '非数字',
  boolean: '布尔值(true 或 false)',
  array: '列表',
  object: '对象',
  record: '对象',
  null: '空值',
};
