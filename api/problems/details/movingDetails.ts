/** Cases that go into one another or over to other rules, in Chinese (`detailIn` says how they are read). */
export const MOVING_DETAILS: Readonly<Record<string, string>> = {
  'a case cannot be merged into itself': '案件不能并入自身',
  'the case is being merged already': '案件正在并案',
  'the case that it should go into is being merged itself': '要并入的案件自身正在并案',
  'the case that it should go into has ended': '要并入的案件已终结',
  'the case that it should go into has ended or does not answer': '要并入的案件已终结或没有应答',
  'only cases under the same pack become one, and no rehearsal with a real one':
    '只有同一制度包的案件可以并案,演练与真实案件不能并案',
  'a confidential case only goes into one that the same roles may see': '限定知悉范围的案件只能并入知悉角色相同的案件',

  'the case is under "{pack}" and stays under a version of it': '案件适用制度包 "{pack}",只能转到它的其他版本',
  'the case is under {pack} {version} already': '案件已适用 {pack} {version}',
  'the case has ended and keeps the rules it ended under': '案件已终结,仍适用终结时的规则',
  'the case has gone on since event {seq}; look at it again': '案件在事件 {seq} 之后又有变化;请重新查看',
  'the version has no level "{level}"': '新版本没有层级 "{level}"',
  'the version has no category "{category}"; reclassify the case first': '新版本没有类别 "{category}";请先调整类别',
  'the version has no channel "{channel}"': '新版本没有渠道 "{channel}"',
  'the version takes no {object}': '新版本不受理 "{object}"',
  'the version has no pause "{kind}"; end the pause first': '新版本没有暂停种类 "{kind}";请先恢复计时',
  '"{action}" waits for an approval that the version does not have; decide it first':
    '"{action}" 等待的审批在新版本中没有;请先审批',
  'the version has no action "{action}", which the case still needs': '新版本没有操作 "{action}",而案件仍需要它',
  'the version has no ladder "{ladder}" for the clock "{clock}"': '新版本没有时限 "{clock}" 的升级阶梯 "{ladder}"',
  'the clock "{clock}" runs once per {was}, in the version once per {now}':
    '时限 "{clock}" 现按 {was} 计,新版本按 {now} 计',
  'the limit of "{clock}" cannot be counted: the case lacks its field, or the version its calendar or hours':
    '时限 "{clock}" 无法计算:案件缺少所需字段,或新版本缺少日历或营业时间',
  'send the order of an approved migration and the rules of the version': '请发送已批准的迁移指令和新版本的规则',
};
