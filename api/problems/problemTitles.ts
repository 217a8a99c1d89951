/**
 * Titles of problems in both languages. The English one says the status alone, and the detail what is wrong; the
 * Chinese one says that already.
 */

import type { RejectionCode } from '../../domain/case/rejection.ts';
import { own } from '../../domain/values/own.ts';
import type { Locale } from '../../language/locale.ts';

const ENGLISH: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Who asks?',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Too slow',
  409: 'Not now',
  413: 'Too large',
  421: 'Not served here',
  415: 'Unsupported content type',
  422: 'Cannot be processed',
  429: 'Too many requests',
  431: 'Too large',
  500: 'Internal error',
  503: 'Unavailable',
};

/** What the rules refuse. */
const REFUSALS: Readonly<Record<RejectionCode, string>> = {
  'action-unknown': '没有这项操作',
  'action-not-allowed': '当前阶段不能进行这项操作',
  'actor-not-allowed': '您的角色无权进行这项操作',
  'actor-outside-unit': '案件不在您的单位范围内',
  'condition-not-met': '案件当前不符合条件',
  'field-unknown': '有未知字段',
  'field-missing': '缺少必填内容',
  'field-invalid': '填写内容有误',
  'instant-in-the-past': '时刻须晚于现在',
  'instant-in-the-future': '时刻不能晚于现在',
  'above-cap': '超出额度上限',
  'anonymous-unpaid': '匿名投诉不予赔付',
  'cap-exhausted': '剩余额度不足',
  'approval-not-found': '没有这项待审批的申请',
  'already-approved': '您已审批过',
  'requester-may-not-approve': '申请人不能审批自己的申请',
  'approval-pending': '正在等待审批',
  'dispatch-not-found': '没有这项派单',
  'level-not-higher': '只能升级到更高的层级',
  'already-done': '已经办理过',
  'outside-window': '不在制度包的受理期间内',
  'channel-unknown': '没有这个渠道',
  'category-unknown': '没有这个类别',
  'object-unknown': '不受理这种案件',
  recused: '被投诉人员须回避',
  'access-restricted': '案件限定知悉范围',
  'pause-kind-unknown': '没有这种暂停',
  'pause-exhausted': '可暂停的时间已用完',
  'extension-exhausted': '不能再延期',
  'extension-too-long': '延期超出上限',
  'deferral-needs-approval': '推迟承诺时限须经审批',
  'case-not-open': '案件已终结',
  'merge-not-possible': '不能并案',
  'migration-not-possible': '不能转到这个版本',
  'case-changed': '案件已有变化',
  'command-id-taken': '同一编号已用于另一项请求',
};

/** What the service itself refuses. */
const FAULTS = {
  'actor-missing': '未说明操作人',
  'actor-unknown': '查无此操作人',
  'bad-request': '无法读取请求',
  busy: '系统繁忙',
  'clock-unknown': '案件没有这个时限',
  'complaint-unknown': '没有这件投诉',
  'content-type': '不支持的内容类型',
  cursor: '翻页标记无效',
  'database-unavailable': '数据库暂时不可用',
  'engine-unavailable': '流程引擎暂时不可用',
  erased: '个人信息已删除',
  'host-unknown': '不以此主机名提供服务',
  'origin-unknown': '不接受来自其他网站的请求',
  'head-too-large': '地址和请求头过大',
  'idempotency-key': '幂等键无效',
  'idempotency-key-reused': '幂等键已用于其他请求',
  internal: '系统内部错误',
  'last-event-id': '事件流位置无效',
  'mail-unknown': '没有这封邮件',
  'malformed-json': 'JSON 格式错误',
  method: '不支持的请求方法',
  'not-utf8': '内容不是 UTF-8 编码',
  'pack-faulty': '制度包有错误',
  'pack-unknown': '没有这个制度包',
  'period-too-long': '期间过长',
  'receipt-unknown': '没有这个查询码,请核对 16 位数字',
  'request-running': '同一请求正在处理',
  'request-timeout': '请求未及时送达',
  'route-unknown': '没有这个地址',
  'storage-full': '存储空间已满',
  'too-deep': 'JSON 嵌套过深',
  'too-large': '内容过大',
  'too-much-work': '所需计算过多',
  'too-many-requests': '请求过于频繁',
  'unit-unknown': '没有这个单位',
  'version-unknown': '没有这个版本',
} as const;

export type ProblemCode = RejectionCode | keyof typeof FAULTS;

export const CHINESE_TITLES: Readonly<Record<ProblemCode, string>> = { ...REFUSALS, ...FAULTS };

export function problemTitle(status: number, code: string, locale: Locale): string {
  if (locale === 'en') return ENGLISH[status] ?? 'Error';
  // A worker of another version may refuse with a code that this one does not know.
  return own(CHINESE_TITLES as Readonly<Record<string, string>>, code) ?? '请求未能处理';
}
