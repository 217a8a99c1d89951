import { own } from '../../domain/values/own.ts';
import type { Bilingual, Locale } from '../../language/bilingual.ts';
import { say } from '../../language/phrase.ts';
import type { UnreachedCause } from '../../store/notifications/unreachedCauses.ts';
import { firstFew } from '../output/firstFew.ts';
import type { Finding } from './finding.ts';

/** Each kind and its remedy. */
const REMEDIES: Readonly<Record<string, Bilingual>> = {
  email: { zh: '检查邮件服务器和 REDRESS_SMTP_URL', en: 'check the mail server and REDRESS_SMTP_URL' },
  webhook: { zh: '检查回调地址上的服务', en: 'check the services behind the webhooks' },
  other: { zh: '检查该渠道的设置', en: 'check the settings of the channel' },
  address: {
    zh: '用 redress organisation import 登记或更正地址',
    en: 'add or correct addresses with redress organisation import',
  },
};
const EACH: Bilingual = {
  zh: 'GET /v1/complaints/{no}/notifications 说明每条如何处理',
  en: 'GET /v1/complaints/{no}/notifications says of each what to do',
};

/** Of the last seven days. */
export function deliveryFinding(causes: readonly UnreachedCause[]): Finding {
  const part = 'deliveries';
  const count = causes.reduce((sum, one) => sum + one.count, 0);
  if (count === 0)
    return {
      part,
      ok: true,
      detail: { zh: '最近七天的通知均已送达', en: 'all of the last seven days arrived' },
      count,
    };
  const kinds = new Set(causes.map(kindOf));
  const mend = (locale: Locale): string =>
    [...[...kinds].flatMap((kind) => own(REMEDIES, kind)?.[locale] ?? []), EACH[locale]].join(
      locale === 'zh' ? ';' : '; ',
    );
  const said = (locale: Locale): string =>
    firstFew(
      causes.map(({ status, channel, reason, count: times }) => {
        const why = reason === null ? status : say(reason, locale);
        return `${channel === 'none' ? '' : `${channel}: `}${why} (${times})`;
      }),
    );
  return {
    part,
    ok: true,
    warn: true,
    detail: {
      zh: `最近七天有 ${count} 条通知未送达:${said('zh')}`,
      en: `${count} notification${count === 1 ? '' : 's'} of the last seven days did not arrive: ${said('en')}`,
    },
    count,
    mend: { zh: mend('zh'), en: mend('en') },
  };
}

function kindOf({ status, channel }: UnreachedCause): string {
  if (status !== 'failing') return 'address';
  return channel === 'email' || channel === 'webhook' ? channel : 'other';
}
