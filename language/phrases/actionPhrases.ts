/** Who may do what and when, approvals, dispatches, lifecycle. */
export const ACTION_PHRASES = {
  'action-not-in-pack-of': {
    zh: '制度包没有操作 "{action}";可用:{actions}',
    en: 'this pack has no action "{action}"; it has: {actions}',
  },
  'action-not-known': { zh: '没有操作 "{action}"', en: 'no such action: {action}' },
  'stage-does-not-allow': {
    zh: '"{stage}" 阶段不能进行 "{action}";可进行的阶段:{stages}',
    en: '"{action}" is not allowed in stage "{stage}"; it is in: {stages}',
  },
  'done-once-already': { zh: '"{action}" 已经办理过,只能办理一次', en: '"{action}" has been done already' },
  'case-does-not-fit': {
    zh: '案件当前情况不适用 "{action}"',
    en: '"{action}" does not apply to this case as it stands',
  },
  'roles-that-may': { zh: '只有以下角色可以进行:{roles}', en: 'only these roles may do this: {roles}' },
  'not-by-handler': { zh: '须由经办人以外的人进行', en: 'somebody other than the handler of the case must do this' },
  'outside-unit': { zh: '案件不在单位 "{unit}" 的范围内', en: 'the case is outside the unit "{unit}"' },
  'person-not-known': { zh: '没有此标识的人员', en: 'nobody is known by that id' },
  'command-id-taken': {
    zh: '此编号已属另一项请求,请另用编号',
    en: 'another command has this id; give this one its own',
  },
  'send-actor-and-fields': { zh: '请发送含 actor 与 fields 的对象', en: 'send an object with actor and fields' },
  'must-be-object': { zh: '应为对象', en: 'must be an object' },
  'must-be-ids': { zh: '应为标识列表', en: 'must be a list of ids' },
  'no-request-moves-case': {
    zh: '没有已批准且在执行的申请把此案移到这一版本',
    en: 'no approved request under way moves the case to this version',
  },
  'say-person-id': { zh: '请填写办理人的标识', en: "say who asks: a person's id" },
  'built-in-actor': {
    zh: '"{id}" 是系统自身的名义,任何人不得冒用',
    en: '"{id}" is Redress itself; nobody acts in its name',
  },
  'only-id-of-actor': {
    zh: '办理人只填标识,其余由系统查得:请去掉 {keys}',
    en: "an actor is a person's id; what else is known of them is looked up: leave out {keys}",
  },
  'not-later-than-now': { zh: '发生时刻不能晚于现在', en: 'it cannot have happened later than now' },
  'named-person-barred': {
    zh: '被投诉人员不能查看或处理该投诉',
    en: 'whoever is named in a complaint neither sees nor handles it',
  },
  'named-person-not-handler': {
    zh: '被投诉人员不能经办该投诉;请指派他人',
    en: 'whoever is named in the complaint cannot handle it',
  },
  'named-person-not-registrar': {
    zh: '被投诉人员不能登记该投诉;请由他人登记',
    en: 'whoever is named in the complaint cannot register it; somebody else must',
  },
  'certain-roles-only': { zh: '只有特定角色可以查看此案', en: 'only certain roles may see this case' },
  'nothing-waits-for-approval': { zh: '没有待审批的申请', en: 'nothing waits for approval' },
  'name-waiting-request': {
    zh: '请指明待审批的申请,可选:{requests}',
    en: 'name one of the waiting requests: {requests}',
  },
  'roles-that-may-decide': {
    zh: '只有以下角色可以审批此申请:{roles}',
    en: 'only these roles may decide this request: {roles}',
  },
  'requester-does-not-approve': { zh: '申请人不能审批自己的申请', en: 'whoever asks does not approve' },
  'approved-by-you': { zh: '您已审批过;须由另一人审批', en: 'you have approved this already; another person must' },
  'waits-for-approval': { zh: '"{action}" 已在等待审批', en: '"{action}" waits for approval already' },
  'nothing-to-anonymous': {
    zh: '按此额度规定,匿名投诉人不予赔付',
    en: 'nothing is paid to an anonymous complainant under this cap',
  },
  'above-cap': { zh: '额度上限为 {max};申请金额为 {amount}', en: 'the cap is {max}; {amount} was asked' },
  'cap-left': {
    zh: '额度上限为 {max},该客户剩余 {left};申请金额为 {amount}',
    en: 'of the cap of {max}, {left} is left for this customer; {amount} was asked',
  },
  'no-open-dispatch': { zh: '没有待答复的派单', en: 'no dispatch is open' },
  'no-refused-dispatch': { zh: '没有待裁定的退回派单', en: 'no refused dispatch waits for a ruling' },
  'no-such-dispatch': { zh: '没有这项派单', en: 'there is no such dispatch' },
  'name-dispatch': { zh: '请指明派单,可选:{dispatches}', en: 'name one of: {dispatches}' },
  'name-departments': { zh: '请至少填写一个承办部门', en: 'name at least one department' },
  'name-department': { zh: '请填写转至部门', en: 'name the department that it should go to' },
  'dispatch-open': {
    zh: '给 {departments} 的派单尚未答复,不能重复派单',
    en: 'a dispatch to {departments} is open already',
  },
  'name-handler-or-unit': { zh: '请填写经办人、单位,或两者都填', en: 'name a handler, a unit or both' },
  'at-highest-level': { zh: '案件已在最高层级', en: 'the case is at the highest level' },
  'only-upwards': { zh: '案件只能向上升级;可选:{levels}', en: 'a case only goes up; choose one of: {levels}' },
  'choose-category': { zh: '没有此类别;可选:{categories}', en: 'no such category; choose one of: {categories}' },
  'same-category': { zh: '案件已是此类别', en: 'the case is of that category already' },
  'category-needs-first': { zh: '此类别须有:{fields};请先填写', en: 'the category needs: {fields}; give it first' },
  'choose-channel': { zh: '没有此渠道;可选:{channels}', en: 'no such channel; choose one of: {channels}' },
  'same-channel': { zh: '此渠道已登记过', en: 'the case has come by that channel already' },
  'give-fields': { zh: '请至少填写一个要修改的字段', en: 'give at least one field to change' },
  'comment-is-text': { zh: '备注须为文字', en: 'a comment is a text' },
  'data-erased': {
    zh: '此案的个人信息已删除,不能再添加',
    en: 'the personal data of this case were erased; nothing can be added to them',
  },
  'proof-does-not-hold': {
    zh: '办理人的证明不成立或已失效',
    en: 'the proof of who asks does not hold (any more)',
  },
} as const;
