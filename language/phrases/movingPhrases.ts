/** Merging and migration. */
export const MOVING_PHRASES = {
  'not-into-itself': { zh: '案件不能并入自身', en: 'a case cannot be merged into itself' },
  'being-merged': { zh: '案件正在并案', en: 'the case is being merged already' },
  'other-being-merged': {
    zh: '要并入的案件自身正在并案',
    en: 'the case that it should go into is being merged itself',
  },
  'other-ended': { zh: '要并入的案件已终结', en: 'the case that it should go into has ended' },
  'other-ended-or-silent': {
    zh: '要并入的案件已终结或没有应答',
    en: 'the case that it should go into has ended or does not answer',
  },
  'same-pack-only': {
    zh: '只有同一制度包的案件可以并案,演练与真实案件不能并案',
    en: 'only cases under the same pack become one, and no rehearsal with a real one',
  },
  'same-roles-only': {
    zh: '限定知悉范围的案件只能并入知悉角色相同的案件',
    en: 'a confidential case only goes into one that the same roles may see',
  },
  'stays-under-pack': {
    zh: '案件适用制度包 "{pack}",只能转到它的其他版本',
    en: 'the case is under "{pack}" and stays under a version of it',
  },
  'under-version-already': { zh: '案件已适用 {pack} {version}', en: 'the case is under {pack} {version} already' },
  'ended-keeps-rules': {
    zh: '案件已终结,仍适用终结时的规则',
    en: 'the case has ended and keeps the rules it ended under',
  },
  'case-went-on': {
    zh: '案件在事件 {seq} 之后又有变化;请重新查看',
    en: 'the case has gone on since event {seq}; look at it again',
  },
  'version-without-level': { zh: '新版本没有层级 "{level}"', en: 'the version has no level "{level}"' },
  'version-without-category': {
    zh: '新版本没有类别 "{category}";请先调整类别',
    en: 'the version has no category "{category}"; reclassify the case first',
  },
  'version-without-channel': { zh: '新版本没有渠道 "{channel}"', en: 'the version has no channel "{channel}"' },
  'version-without-object': { zh: '新版本不受理 "{object}"', en: 'the version takes no {object}' },
  'version-without-pause': {
    zh: '新版本没有暂停种类 "{kind}";请先恢复计时',
    en: 'the version has no pause "{kind}"; end the pause first',
  },
  'version-without-approval': {
    zh: '"{action}" 等待的审批在新版本中没有;请先审批',
    en: '"{action}" waits for an approval that the version does not have; decide it first',
  },
  'version-without-action': {
    zh: '新版本没有操作 "{action}",而案件仍需要它',
    en: 'the version has no action "{action}", which the case still needs',
  },
  'version-without-ladder': {
    zh: '新版本没有时限 "{clock}" 的升级阶梯 "{ladder}"',
    en: 'the version has no ladder "{ladder}" for the clock "{clock}"',
  },
  'clock-per-other': {
    zh: '时限 "{clock}" 现按 {was} 计,新版本按 {now} 计',
    en: 'the clock "{clock}" runs once per {was}, in the version once per {now}',
  },
  'limit-not-countable': {
    zh: '时限 "{clock}" 无法计算:案件缺少所需字段,或新版本缺少日历或营业时间',
    en: 'the limit of "{clock}" cannot be counted: the case lacks its field, or the version its calendar or hours',
  },
  'send-migration-order': {
    zh: '请发送已批准的迁移指令和新版本的规则',
    en: 'send the order of an approved migration and the rules of the version',
  },
} as const;
