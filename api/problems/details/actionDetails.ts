/**
 * Who may do what and when, approvals, departments' shares and the lifecycle, in Chinese (`detailIn` says how they are
 * read).
 */
export const ACTION_DETAILS: Readonly<Record<string, string>> = {
  'this pack has no action "{action}"': '制度包没有操作 "{action}"',
  'this pack has no action "{action}"; it has: {actions}': '制度包没有操作 "{action}";可用:{actions:list}',
  'no such action: {action}': '没有操作 "{action}"',
  '"{action}" is not allowed in stage "{stage}"; it is in: {stages}':
    '"{stage}" 阶段不能进行 "{action}";可进行的阶段:{stages:list}',
  '"{action}" has been done already': '"{action}" 已经办理过,只能办理一次',
  '"{action}" does not apply to this case as it stands': '案件当前情况不适用 "{action}"',
  'only these roles may do this: {roles}': '只有以下角色可以进行:{roles:list}',
  'the case is outside the unit "{unit}"': '案件不在单位 "{unit}" 的范围内',
  'nobody is known by that id': '没有此标识的人员',
  'send an object with actor and fields': '请发送含 actor 与 fields 的对象',
  'must be an object': '应为对象',
  'must be a whole number of milliseconds': '应为整数毫秒',
  'must be a list of ids': '应为标识列表',
  'no approved request under way moves the case to this version': '没有已批准且在执行的申请把此案移到这一版本',
  "say who asks: a person's id": '请填写办理人的标识',
  '"{id}" is Redress itself; nobody acts in its name': '"{id}" 是系统自身的名义,任何人不得冒用',
  "an actor is a person's id; what else is known of them is looked up: leave out {keys}":
    '办理人只填标识,其余由系统查得:请去掉 {keys:list}',
  'it cannot have happened later than now': '发生时刻不能晚于现在',

  'whoever is named in a complaint neither sees nor handles it': '被投诉人员不能查看或处理该投诉',
  'whoever is named in the complaint cannot handle it': '被投诉人员不能经办该投诉;请指派他人',
  'whoever is named in the complaint cannot register it; somebody else must': '被投诉人员不能登记该投诉;请由他人登记',
  'only certain roles may see this case': '只有特定角色可以查看此案',

  'nothing waits for approval': '没有待审批的申请',
  'name one of the waiting requests: {requests}': '请指明待审批的申请,可选:{requests:list}',
  'only these roles may decide this request: {roles}': '只有以下角色可以审批此申请:{roles:list}',
  'whoever asks does not approve': '申请人不能审批自己的申请',
  'you have approved this already; another person must': '您已审批过;须由另一人审批',
  '"{action}" waits for approval already': '"{action}" 已在等待审批',
  'nothing is paid to an anonymous complainant under this cap': '按此额度规定,匿名投诉人不予赔付',
  'the cap is {max}; {amount} was asked': '额度上限为 {max};申请金额为 {amount}',
  'of the cap of {max}, {left} is left for this customer; {amount} was asked':
    '额度上限为 {max},该客户剩余 {left};申请金额为 {amount}',

  'no dispatch is open': '没有待答复的派单',
  'no refused dispatch waits for a ruling': '没有待裁定的退回派单',
  'there is no such dispatch': '没有这项派单',
  'name one of: {dispatches}': '请指明派单,可选:{dispatches:list}',
  'name at least one department': '请至少填写一个承办部门',
  'name the department that it should go to': '请填写转至部门',
  'a dispatch to {departments} is open already': '给 {departments:list} 的派单尚未答复,不能重复派单',

  'name a handler, a unit or both': '请填写经办人、单位,或两者都填',
  'the case is at the highest level': '案件已在最高层级',
  'a case only goes up; choose one of: {levels}': '案件只能向上升级;可选:{levels:list}',
  'no such category; choose one of: {categories}': '没有此类别;可选:{categories:list}',
  'the case is of that category already': '案件已是此类别',
  'the category needs: {fields}; give it first': '此类别须有:{fields:list};请先填写',
  'no such channel; choose one of: {channels}': '没有此渠道;可选:{channels:list}',
  'the case has come by that channel already': '此渠道已登记过',
  'give at least one field to change': '请至少填写一个要修改的字段',
  'a comment is a text': '备注须为文字',
  'the personal data of this case were erased; nothing can be added to them': '此案的个人信息已删除,不能再添加',
};
