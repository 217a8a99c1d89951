import { z } from 'zod';
import { textUpTo } from '../../contracts/http/httpText.ts';
import { wholeNumber } from '../../contracts/http/httpTime.ts';
import { sayMoment } from '../../domain/time/sayMoment.ts';
import { defined } from '../../domain/values/own.ts';
import { phrase } from '../../language/phrase.ts';
import { installationZone } from '../../store/people/installationZone.ts';
import { findDevMail, listDevMails } from '../../store/notifications/devMails.ts';
import { get } from '../http/route.ts';
import { escaped } from '../present/escaped.ts';
import { Problem } from '../problems/problem.ts';

/** Only administrators read mails addressed to others. */
const roles = { any: ['administrator'], otherwise: phrase('administrators-read-mails') };
const mail = z.object({
  id: z.int(),
  messageId: z.string(),
  key: z.string().nullable(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  receivedAt: z.string(),
});

export const listMails = get('/dev/mail', {
  summary:
    'For administrators: mails that the built-in sink received, latest first (a page for a browser, JSON otherwise)',
  tag: 'development',
  query: z.strictObject({
    no: textUpTo(40).optional(),
    before: wholeNumber(z.int().optional()),
    limit: wholeNumber(z.int().min(1).max(500).default(100)),
  }),
  answers: { 200: { description: 'Mails', schema: z.object({ items: z.array(mail) }) } },
  roles,
  handle: async ({ deps, query: { limit, ...rest }, request, response, locale }) => {
    const items = await listDevMails(deps.db, { limit, ...defined(rest) });
    if (request.accepts(['json', 'html']) !== 'html') return { body: { items } };
    const zone = await installationZone(deps.db);
    response.type('html').send(mailPage(items, (at) => sayMoment(at.getTime(), zone, locale)));
    return undefined;
  },
});

export const readMail = get('/dev/mail/:id', {
  summary: 'For administrators: one mail of the sink',
  tag: 'development',
  answers: { 200: { description: 'The mail', schema: mail } },
  roles,
  handle: async ({ deps, params }) => {
    const id = Number(params.id);
    const found = Number.isSafeInteger(id) ? await findDevMail(deps.db, id) : undefined;
    if (found === undefined) throw new Problem(404, 'mail-unknown', phrase('no-mail'));
    return { body: found };
  },
});

function mailPage(items: Awaited<ReturnType<typeof listDevMails>>, said: (at: Date) => string): string {
  const rows = items.map(
    (item) =>
      `<article><h2>${escaped(item.subject)}</h2><p class="meta">${escaped(item.to.join(', '))} · ` +
      `${said(item.receivedAt)}</p><pre>${escaped(item.text)}</pre></article>`,
  );
  const count =
    items.length === 0
      ? '还没有邮件。 No mail yet.'
      : `最近 ${items.length} 封,新的在前。 Latest ${items.length}, newest first.`;
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>收件箱 Mail</title><style>
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif;
  max-width:60rem;margin:2rem auto;padding:0 1rem;background:#f6f7f9;color:#1c2430}
article{background:#fff;border:1px solid #dde2ea;border-radius:8px;padding:.4rem 1.2rem;margin:1rem 0}
h2{font-size:1.05rem;margin:.6rem 0 0}
.meta{color:#5b6675;margin:.1rem 0}pre{white-space:pre-wrap;font:inherit}
</style><h1>收件箱 Mail</h1><p>${count}</p>${rows.join('')}</html>`;
}
