import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { refuseUnnamedStrangers } from '../../config/refuseUnnamedStrangers.ts';
import { plain, wordsOf, type Bilingual, type Locale } from '../../language/bilingual.ts';
import { readDemonstration } from '../../packs/load/demonstration.ts';
import { InstallationBusy } from '../../runtime/machine/installationLock.ts';
import { readReady, type Ready } from '../../runtime/machine/readyFile.ts';
import { startInstallation } from '../../runtime/supervisor.ts';
import { cachedTemporal } from '../../runtime/temporal/temporalBinary.ts';
import { fail } from '../output/fail.ts';
import { framed, padded, widthOf } from '../output/framed.ts';
import type { Output } from '../output/output.ts';

const DRILL_SPEED = 600;
const packs = join(projectRoot(), 'packs');

/** `redress up` (and `npm start`), until Ctrl-C. Throws `EnvironmentError` when strangers could act unnamed. */
export async function up(
  env: Environment,
  out: Output,
  { demo = false }: { readonly demo?: boolean },
): Promise<number> {
  refuseUnnamedStrangers(env);
  const started = Date.now();
  const note = (words: Bilingual): void => {
    const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
    process.stderr.write(`[${seconds} s] ${words[out.locale]}\n`);
  };
  const [stopped, killed] = stopSignals();
  try {
    const installation = await startInstallation(env, (en, zh) => note({ zh, en }), demo);
    await welcome(env, out, installation.ready);
    note({
      zh: '本装置的语言为中文;English: REDRESS_LOCALE=en npm start',
      en: 'this installation speaks English; 中文:REDRESS_LOCALE=zh npm start',
    });
    note({ zh: '已就绪', en: 'ready' });
    await stopped;
    note({
      zh: '正在停止:先停 worker 和 API,再停服务器 ...',
      en: 'stopping: worker and API first, then the servers ...',
    });
    void killed?.then(installation.kill);
    await installation.stop();
    note({ zh: `已停止;记录保留在 ${env.dataFolder}`, en: `stopped; what was recorded stays in ${env.dataFolder}` });
    return 0;
  } catch (error) {
    if (error instanceof InstallationBusy) return attach(env, out, error);
    const { zh, en } = wordsOf(error);
    return fail({
      zh: `Redress 未能启动:${zh}\n\`npm run redress -- doctor\` 可检查各部分。`,
      en: `Redress could not start: ${en}\n\`npm run redress -- doctor\` checks each part.`,
    });
  }
}

/** Shows the first start's addresses, or why there are none. */
async function attach(env: Environment, out: Output, { pid, words: { zh, en } }: InstallationBusy): Promise<number> {
  const ready = readReady(env.dataFolder);
  const answer = ready === undefined ? undefined : await fetch(`${ready.api}/livez`).catch(() => undefined);
  if (ready === undefined || answer?.ok !== true)
    return fail({
      zh: `${zh},但尚未就绪。请稍候,或停止进程 ${pid} 后再启动。要装第二套,请把 REDRESS_DATA 设为另一目录。`,
      en:
        `${en}, but it is not ready (yet). Wait for it, or stop process ${pid} and start again. For a second ` +
        'installation set REDRESS_DATA to another folder.',
    });
  await welcome(env, out, ready);
  out.say({ zh: `Redress 已在运行(进程 ${pid})。`, en: `Redress runs already (process ${pid}).` });
  return 0;
}

/** The first signal and the second. */
function stopSignals(): readonly Promise<void>[] {
  const asked: (() => void)[] = [];
  const signals = [1, 2].map(() => new Promise<void>((resolve) => asked.push(resolve)));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => asked.shift()?.());
  return signals;
}

async function welcome(env: Environment, out: Output, { api, temporalUi, mail, database }: Ready): Promise<void> {
  const lists = await caseListsOf(api, env.REDRESS_DEFAULT_PACK ?? readDemonstration(packs).pack, out.locale);
  const rows: readonly (readonly [label: Bilingual, value: string | null])[] = [
    [{ zh: '接口 API', en: 'API' }, api],
    [{ zh: '接口文档', en: 'API docs' }, `${api}/docs`],
    [{ zh: 'Temporal 界面', en: 'Temporal UI' }, temporalUi],
    ...lists.map(({ title, href }) => [plain(title), href && api + href] as const),
    [{ zh: 'Temporal 命令', en: 'Temporal CLI' }, cachedTemporal() ?? null],
    [{ zh: '演练收件箱', en: 'Mail inbox' }, mail],
    [{ zh: '数据库', en: 'Database' }, database.replace(/:[^:@/]*@/, ':***@')],
    [{ zh: '数据目录', en: 'Data folder' }, env.dataFolder],
  ];
  const known = rows.flatMap(([label, value]) => (value === null ? [] : [[label[out.locale], value] as const]));
  const width = Math.max(...known.map(([label]) => widthOf(label)));
  const title = { zh: 'Redress 诉达 已就绪 · ready', en: 'Redress is ready' }[out.locale];
  out.line(framed([title, '', ...known.map(([label, value]) => `${padded(label, width)}  ${value}`)]));
  const seconds = 3600 / DRILL_SPEED;
  out.say({
    zh: `试一试(演练,1 小时 = ${seconds} 秒,无人处理会自动升级):`,
    en: `Try one (a drill, 1 hour = ${seconds} s; left alone it escalates by itself):`,
  });
  const first = readDemonstration(packs).cases[0]?.intake;
  const named = env.REDRESS_LOCAL_ACTOR === '' ? " -H 'X-Redress-Actor: local'" : '';
  const body = JSON.stringify({ ...first, drill: { speed: DRILL_SPEED } });
  out.line(`\ncurl -s ${api}/v1/complaints -H 'Content-Type: application/json'${named} -d '${body}'\n`);
  out.say({ zh: '按 Ctrl-C 停止,数据会保留。', en: 'Ctrl-C stops it; the data stay.' });
}

type List = Readonly<{ title: string; href: string | null; packs: readonly string[] }>;

/** Links to lists of cases. Of the levels only those of the usual pack: the start page has all. */
async function caseListsOf(api: string, pack: string, locale: Locale): Promise<readonly List[]> {
  const headers = { accept: 'application/json', 'accept-language': locale };
  const answer = await fetch(api, { headers }).catch(() => undefined);
  if (answer?.ok !== true) return [];
  const { lists } = (await answer.json()) as { readonly lists: readonly List[] };
  const usual = lists.filter((list) => list.packs.includes(pack));
  return usual.length === 0 ? lists : usual;
}
