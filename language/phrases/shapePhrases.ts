/** Values of the wrong type. */
export const SHAPE_PHRASES = {
  'expected-type': { zh: '应为{expected},收到的类型为{received}', en: 'expected {expected}, received {received}' },
  'key-too-long': { zh: '字段名过长', en: 'the name of a field is too long' },
  'type-string': { zh: '文字', en: 'string' },
  'type-number': { zh: '数字', en: 'number' },
  'type-int': { zh: '整数', en: 'int' },
  'type-nan': { zh: '非数字', en: 'NaN' },
  'type-boolean': { zh: '布尔值(true 或 false)', en: 'boolean' },
  'type-array': { zh: '列表', en: 'array' },
  'type-object': { zh: '对象', en: 'object' },
  'type-record': { zh: '对象', en: 'record' },
  'type-null': { zh: '空值', en: 'null' },
} as const;
