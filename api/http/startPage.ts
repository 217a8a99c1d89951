import { Router } from 'express';
import { caseLists, casesPage, COLUMNS, type CaseList } from '../../contracts/caseLists.ts';
import type { Locale } from '../../language/bilingual.ts';
import { phrase } from '../../language/phrase.ts';
import { escaped } from '../present/escaped.ts';
import { Problem } from '../problems/problem.ts';
import type { ApiDependencies } from '../process/dependencies.ts';
import { localeOf } from './localeOf.ts';

/** Where the Temporal UI answers, if that is known, and the namespace and type of the cases that it shows. */
export type TemporalUi = Readonly<{ address?: string | undefined; namespace: string; workflowType: string }>;

type Start = Readonly<{
  docs: string;
  /** `null`: nobody has said where it answers. */
  temporalUi: string | null;
  columns: readonly string[];
  lists: readonly Readonly<Pick<CaseList, 'query' | 'packs'> & { title: string; href: string | null }>[];
}>;

/**
 * `/` says where everything is, to a browser as a page, else as JSON. `/temporal/<list>` leads on to a list of cases in
 * the Temporal UI: its query is made when it is asked, so that a bookmark holds.
 */
export function startPage(
  { packs, locale: installed }: ApiDependencies,
  { address, namespace, workflowType }: TemporalUi,
): Router {
  const lists = (): readonly CaseList[] =>
    caseLists(
      packs.inForce().map(({ authored }) => authored),
      workflowType,
      Date.now(),
    );
  const router = Router();
  router.get('/', (request, response) => {
    const locale = localeOf(request, installed);
    const start: Start = {
      docs: '/docs',
      temporalUi: address === undefined ? null : casesPage(address, namespace),
      columns: COLUMNS,
      lists: lists().map(({ id, title, query, packs: having }) => ({
        title: title[locale],
        href: address === undefined ? null : `/temporal/${id}`,
        query,
        packs: having,
      })),
    };
    response.vary('Accept').vary('Accept-Language').setHeader('Cache-Control', 'no-store');
    if (request.accepts(['json', 'html']) === 'html') response.type('html').send(pageOf(start, locale));
    else response.json(start);
  });
  router.get('/temporal/*id', (request, response) => {
    const id = request.params.id.join('/');
    const list = lists().find((one) => one.id === id);
    if (list === undefined) throw new Problem(404, 'route-unknown', phrase('no-list'));
    if (address === undefined) throw new Problem(404, 'route-unknown', phrase('no-temporal-ui', { query: list.query }));
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(casesPage(address, namespace, list.query));
  });
  return router;
}

const WORDS = {
  zh: {
    title: 'Redress 诉达',
    docs: '接口文档',
    ui: 'Temporal 界面:全部案件',
    lists: '案件列表(Temporal 界面)',
    columns: '建议在列表中添加的列(列表右下方的滑块图标)',
    unknown: '未设置 Temporal 界面的地址(REDRESS_TEMPORAL_UI);在界面的高级搜索中输入以下查询:',
  },
  en: {
    title: 'Redress',
    docs: 'API docs',
    ui: 'Temporal UI: all cases',
    lists: 'Cases (in the Temporal UI)',
    columns: 'Columns to add to the list (the sliders below it)',
    unknown: 'Nobody has set where the Temporal UI answers (REDRESS_TEMPORAL_UI); queries for its advanced search:',
  },
} as const;

function pageOf({ docs, temporalUi, columns, lists }: Start, locale: Locale): string {
  const words = WORDS[locale];
  const link = (href: string, text: string): string => `<a href="${escaped(href)}">${escaped(text)}</a>`;
  const rows = lists.map(({ title, href, query }) =>
    href === null ? `<li>${escaped(title)}: <code>${escaped(query)}</code></li>` : `<li>${link(href, title)}</li>`,
  );
  return `<!doctype html><html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${words.title}</title><style>
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif;
  max-width:60rem;margin:2rem auto;padding:0 1rem;background:#f6f7f9;color:#1c2430}
h2{font-size:1.05rem;margin:1.4rem 0 .2rem}ul{margin:.2rem 0}
</style><h1>${words.title}</h1><ul><li>${link(docs, words.docs)}</li>${
    temporalUi === null ? '' : `<li>${link(temporalUi, words.ui)}</li>`
  }</ul><h2>${words.lists}</h2>${temporalUi === null ? `<p>${words.unknown}</p>` : ''}<ul>${rows.join('')}</ul>
<h2>${words.columns}</h2><p>${columns.map((name) => `<code>${name}</code>`).join(' ')}</p></html>
`;
}
