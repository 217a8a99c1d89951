/** Chinese for the keys and words of the pack format; the English is the key with spaces. */

import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { bilingualTable, table } from '../source/table.ts';

/** Other sections are settings of the whole pack. */
export const NOUNS = bilingualTable(`
  levels 层级/Level  roles 角色/Role  channels 渠道/Channel  lists 清单条目/List entry  fields 字段/Field
  categories 类别/Category  actions 操作/Action  steps 步骤/Step  clocks 时限/Clock  ladders 阶梯/Ladder
  approvals 审批/Approval  classes 统计口径/Class  pauses 暂停/Pause  access 知悉范围/Access  routing 分派/Routing
  notices 告知/Notice  messages 消息/Message  scripts 口径/Wording
`);

/** `section.key` where a section gives the key another meaning. */
const KEYS = table(`
  id 标识  title 名称  rule 依据  timezone 时区  window 适用期  objects 受理对象  acceptance 受理方式
  repeat 重复投诉规则  retention 保存年限  basis 制定依据  number 文号  date 日期  calendar 日历  closeOfBusiness 营业结束时刻  businessHours 营业时间
  representatives 代表人规则  level 所在层级  follows 跟随  fallback 无人时改通知  fallbackAfter 多久未送达即改通知  entry 进入层级
  external 外部渠道  headOffice 总部渠道  noHandDown 不下派  type 类型  list 取值清单  required 必填  expected 应知  notBy 不得由  expect 应知  on 触发
  fields.on 属于  personal 个人信息  default 缺省值  recused 所填人员须回避  require 必填项  script 口径
  by 可办角色  clocks.by 延长  repeat.by 比对  from 可办阶段  clocks.from 起算时刻  window.from 自
  businessHours.from 自  clocks.businessHours 营业小时  pauses.businessHours 营业小时  to 至  when 适用条件
  gate 所需审批  gateWhen 审批条件  once 只办一次  flag 标记  fields 填写项  field 填写项  limit 期限
  target 目标  start 起算  stop 停止  cancel 取消  event 事件  step 步骤  per 计次  warn 预警
  percent 期限百分比  ladder 升级阶梯  severity 严重程度  overdue 超时计入逾期  statutory 法定时限
  extendable 可延期  owed 由本行承担  within 总共不超过  notify 通知  escalate 升级至  every 间隔  times 次数
  message 消息  notice 告知  approvers 审批人数  roles 角色  cap 限额  limits 各档限额  max 上限  min 下限
  perCustomer 按客户累计  already 此前已付  anonymous 匿名投诉人  class 口径  reasons 原因取自
  clocks 停计的时限  assign 承办人  unit 机构  bypass 越过逐级上报  subject 标题  text 正文  version 版本
  authority 授权依据  link 关联原案  years 年  floor 不得少于  fields.max 最大值  fields.min 最小值  hours 小时  minutes 分钟  seconds 秒  days 天
  weeks 周  months 个月  workingDays 工作日  none 不设期限  roll 末日遇休息日顺延  keepTime 按起算时刻截止
  endOfDay 末日截止  at.due 到期  at.min 分钟  at.h 小时  any 任一  all 全部  not 非
`);

/** Values. */
const VALUES = table(`
  registered 登记  accepted 受理  refused 不予受理  assigned 指派  level-entered 进入层级  escalated 升级
  dispatched 派单  dispatch-answered 部门答复派单  dispatch-rerouted 转派  dispatch-refused 部门退回派单
  promised 承诺办结时限  resolved 处理完毕  closed 办结  reopened 重新打开  withdrawn 撤诉  merged 并案
  channel-added 补登渠道  linked 关联投诉  reclassified 调整类别  approval-requested 申请审批  complaint 投诉
  suggestion 建议  petition 信访  report 举报  enquiry 咨询  running 进行中  paused 已暂停  met 按时完成
  missed 超时未完成  late 超时后完成  cancelled 已取消  at-registration 登记即受理  by-person 由人受理
  handler 案件经办人  department 派单部门  complainant 投诉人  category 类别  next 上一级  case 每案一次
  level 每进入一级一次  dispatch 每次派单一次  promise 每次承诺一次  cycle 每次重开一次  midnight 24:00
  close 营业结束  refuse 不予支付  per-case 按案计限额  note 说明  code 代码  codes 多个代码  boolean 是否
  integer 整数  money 金额  instant 时刻  person 人员  units 多个机构
`);

export function keyWords(section: string, key: string): Bilingual {
  const zh = own(KEYS, `${section}.${key}`) ?? own(KEYS, key) ?? key;
  return { zh, en: key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) };
}

export function momentWords(at: string): Bilingual {
  return { zh: at.replace(/[A-Za-z]+/g, (word) => keyWords('at', word).zh), en: at };
}

export function valueWords(value: string): Bilingual {
  return { zh: own(VALUES, value) ?? value, en: value };
}
