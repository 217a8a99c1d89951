/** Words of `redress up` (and `npm start`), in both languages. */

const zh = {
  ready: '已就绪',
  stopping: '正在停止:先停 worker 和 API,再停服务器 ...',
  stopped: (folder: string) => `已停止;记录保留在 ${folder}`,
  notStarted: (why: string) => `Redress 未能启动:${why}\n\`npm run redress -- doctor\` 可检查各部分。`,
  busy: (said: string, pid: number) =>
    `${said},但尚未就绪。请稍候,或停止进程 ${pid} 后再启动。要装第二套,请把 REDRESS_DATA 设为另一目录。`,
  runsAlready: (pid: number) => `Redress 已在运行(进程 ${pid})。`,
  isReady: 'Redress 诉达 已就绪 · ready',
  api: '接口 API',
  docs: '接口文档',
  temporalUi: 'Temporal 界面',
  mail: '演练收件箱',
  database: '数据库',
  folder: '数据目录',
  tryOne: (seconds: number) => `试一试(演练,1 小时 = ${seconds} 秒,无人处理会自动升级):`,
  ctrlC: '按 Ctrl-C 停止,数据会保留。',
};

const en: typeof zh = {
  ready: 'ready',
  stopping: 'stopping: worker and API first, then the servers ...',
  stopped: (folder) => `stopped; what was recorded stays in ${folder}`,
  notStarted: (why) => `Redress could not start: ${why}\n\`npm run redress -- doctor\` checks each part.`,
  busy: (said, pid) =>
    `${said}, but it is not ready (yet). Wait for it, or stop process ${pid} and start again. For a second ` +
    'installation set REDRESS_DATA to another folder.',
  runsAlready: (pid) => `Redress runs already (process ${pid}).`,
  isReady: 'Redress is ready',
  api: 'API',
  docs: 'API docs',
  temporalUi: 'Temporal UI',
  mail: 'Mail inbox',
  database: 'Database',
  folder: 'Data folder',
  tryOne: (seconds) => `Try one (a drill, 1 hour = ${seconds} s; left alone it escalates by itself):`,
  ctrlC: 'Ctrl-C stops it; the data stay.',
};

export const UP_WORDS = { zh, en };
