/** Units and people. */
export const ORGANISATION_PHRASES = {
  'must-be-small-id': {
    zh: '应为标识:小写字母开头,只含小写字母、数字和连字符,最多 48 位',
    en: 'must be an id: a small letter, then small letters, digits and hyphens, 48 at most',
  },
  'is-redress-itself': {
    zh: '这是 Redress 自身所用的标识,请另取一个',
    en: 'this id is Redress itself; give this person another one',
  },
  'must-be-title': {
    zh: '应为 1 至 200 个字的一行文字,首尾无空格',
    en: 'must be one line of 1 to 200 characters without blanks around it',
  },
  'must-be-zone': { zh: '应为时区,如 Asia/Shanghai', en: 'must be a time zone such as Asia/Shanghai' },
  'must-be-webhook': {
    zh: '应为 http 或 https 地址,如 https://bank.example/hook',
    en: 'must be an address of http or https such as https://bank.example/hook',
  },
  'must-be-phone': {
    zh: '应为带国家代码的电话号码,如 +8613900001234',
    en: 'must be a telephone number with its country code such as +8613900001234',
  },
  'must-be-channel': {
    zh: '应为渠道:email、webhook、sms、wecom、dingtalk、feishu,至少一个',
    en: 'must be channels, one at least: email, webhook, sms, wecom, dingtalk, feishu',
  },
  'channel-twice': { zh: '同一渠道写了两次', en: 'a channel is there twice' },
  'channel-without-address': {
    zh: '此人没有 {channel} 的地址:请填写 {channel},或从顺序中去掉',
    en: 'this person has no address by {channel}: give {channel}, or leave it out of the order',
  },
  'must-be-time-of-day': { zh: '应为一天中的时刻,如 22:00', en: 'must be a time of day such as 22:00' },
  'quiet-all-day': {
    zh: '起止时刻相同;不要免打扰请写 null',
    en: 'it begins when it ends; for no quiet hours write null',
  },
  'new-needs': {
    zh: '"{id}" 是新的,须写明 {name}',
    en: '"{id}" is new and needs its {name}',
  },
  'there-twice': { zh: '"{id}" 写了两次', en: '"{id}" is there twice' },
  'unknown-unit-id': { zh: '没有机构 "{id}"', en: 'there is no unit "{id}"' },
  'units-in-a-circle': { zh: '上级绕成了圈:{ids}', en: 'these units are above each other: {ids}' },
  'unknown-deputy': {
    zh: '"{id}" 不是另一名在岗人员',
    en: '"{id}" is nobody else who works here',
  },
  'absent-backwards': {
    zh: '末日 {to} 早于首日 {from}',
    en: 'the last day {to} lies before the first, {from}',
  },
  'deputy-leaves': {
    zh: '此人是 {ids} 的代理人;请先为其另定代理人',
    en: 'this person is the deputy of {ids}; name another one for them',
  },
  'nobody-to-leave': { zh: '没有人员 "{id}"', en: 'there is nobody "{id}" who could leave' },
  'has-left': {
    zh: '"{id}" 已离职;若已返岗,请写 left: false',
    en: '"{id}" has left; write left: false if they are back',
  },
  'last-administrator': {
    zh: '之后将没有系统管理员:请保留或另设一名',
    en: 'nobody would be an administrator any more: keep one, or name another',
  },
  'organisation-administrators': {
    zh: '只有系统管理员可以变更机构和人员',
    en: 'only an administrator changes units and people',
  },
  'addresses-administrators': {
    zh: '只有系统管理员可以查看收不到消息的地址',
    en: 'only an administrator sees which addresses take no messages',
  },
  'unknown-column': { zh: '不认识的列;可用:{columns}', en: 'unknown column; known are: {columns}' },
  'no-id-column': {
    zh: '首行须为列名,并有 id(编号)一列',
    en: 'the first line must name the columns, one of them id',
  },
  'too-many-cells': { zh: '本行的格数多于列名', en: 'this line has more cells than there are columns' },
  'open-quote': { zh: '引号没有结束', en: 'this quotation mark is never closed' },
} as const;
