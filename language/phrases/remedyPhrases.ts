/** What to do about a notification that has not arrived. */
export const REMEDY_PHRASES = {
  'mend-no-address': {
    zh: '{who}({unit} {role})没有任何渠道的联系地址:请用 redress organisation import 登记',
    en: 'no address for {who}, {role} for {unit}: add one with redress organisation import',
  },
  'mend-nobody': {
    zh: '{unit} 的 {role} 没有可以知悉此案的人担任:请用 redress organisation import 指定人员',
    en: 'nobody who may know of the case is {role} for {unit}: name somebody with redress organisation import',
  },
  'mend-client-no-address': {
    zh: '投诉人没有留下电子邮箱:请以电话或信函告知',
    en: 'the complainant gave no e-mail address: tell them by telephone or letter',
  },
  'mend-sealed': {
    zh: '无法解密投诉人的联系方式:请核对 REDRESS_MASTER_KEY,并人工告知投诉人',
    en: 'the address of the complainant cannot be opened: check REDRESS_MASTER_KEY, and tell them by hand',
  },
  'mend-refused': {
    zh: '{who} 的 {channel} 地址拒收({error}),已另通知替代人:请用 redress organisation import 更正',
    en: 'the {channel} address of {who} refuses ({error}): correct it with redress organisation import',
  },
  'mend-client-refused': {
    zh: '投诉人的电子邮箱拒收({error}),已通知经办方:请以电话或信函告知投诉人',
    en: 'the address of the complainant refuses ({error}): tell them by telephone or letter',
  },
  'mend-mail-failing': {
    zh: '邮件服务器未接收({error});最迟 {next} 再试;请检查 REDRESS_SMTP_URL',
    en: 'mail server refused: {error}; it is tried again by {next}; check REDRESS_SMTP_URL',
  },
  'mend-webhook-failing': {
    zh: '回调地址未接收({error});最迟 {next} 再试;请检查该地址上的服务',
    en: 'webhook refused: {error}; it is tried again by {next}; check the service at its address',
  },
  'mend-channel-failing': {
    zh: '渠道 {channel} 未接收({error});最迟 {next} 再试;请检查该渠道的设置',
    en: 'channel {channel} refused: {error}; it is tried again by {next}; check its settings',
  },
  'mend-given-up': {
    zh: '七天未送达,已放弃({error}):请人工通知 {who}',
    en: 'given up after seven days ({error}): tell {who} by hand',
  },
} as const;
