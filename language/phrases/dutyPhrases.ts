/** Duties of units. */
export const DUTY_PHRASES = {
  'no-such-duty': {
    zh: '包 {pack} 没有需要报送的职责 {duty};可用:{known}',
    en: 'pack {pack} has no duty {duty} that is handed in; there are: {known}',
  },
  'duty-not-owed': {
    zh: '{unit} 没有 {day} 的这项职责,或尚未开始报送',
    en: '{unit} does not owe this for {day}, or it is not open yet',
  },
  'duty-roles': { zh: '这项职责由以下角色报送:{roles}', en: 'this duty is handed in by: {roles}' },
  'duty-other-unit': { zh: '{unit} 不在您的单位范围内', en: '{unit} is not your unit, nor below it' },
  'duty-no-nil': { zh: '这项职责不能零报告', en: 'this duty cannot be answered with nothing to report' },
  'duty-nil-body': { zh: '零报告没有其他内容', en: 'a nil return says nothing else' },
  'duty-no-field': { zh: '没有这一项;可用:{known}', en: 'there is no such field; there are: {known}' },
  'duty-field-missing': { zh: '须填写 {field}', en: '{field} must be given' },
  'duty-whole-number': { zh: '应为非负整数', en: 'must be a whole number, 0 or above' },
  'duty-yes-no': { zh: '应为 true 或 false', en: 'must be true or false' },
} as const;
