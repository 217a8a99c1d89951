/** Words of `redress pack migrate`, in both languages. */

const zh = {
  past: '(已过期:作标记,不追究任何人)',
  cannot: (why: string) => `不能迁移:${why}`,
  class: (from: string, to: string) => `统计口径 ${from} → ${to}`,
  nothingMoves: '到期时刻不变',
  moves: '变动',
  ends: '取消',
  starts: '新增',
  notInVersion: '新版本没有此时限',
  startedDue: (started: string, due: string) => `自 ${started} 起算,到期 ${due}`,
  planSummary: (movable: number, version: string, refused: number) =>
    `${movable} 件未结案件将迁移到 ${version},${refused} 件不能迁移`,
  waits: (id: string, by: string, command: string) => `申请 ${id} 等待 ${by} 以外的一名系统管理员批准:${command}`,
  approved: (id: string, by: string) => `申请 ${id} 已由 ${by} 批准`,
  line: (no: string, said: string) => `${no}:${said}`,
  progress: (done: number, all: number) => `${done} / ${all}`,
  moveSummary: (moved: number, all: number, version: string, again: number) =>
    `${all} 件中 ${moved} 件已在 ${version} 之下${again === 0 ? '' : `;其中 ${again} 件请再次执行本命令`}`,
  notRunning: '其工作流未在运行',
  ended: '其间已终结',
};

const en: typeof zh = {
  past: '  (past: marked, nobody is blamed)',
  cannot: (why) => `cannot be moved: ${why}`,
  class: (from, to) => `class ${from} → ${to}`,
  nothingMoves: 'no due moment changes',
  moves: 'moves   ',
  ends: 'ends    ',
  starts: 'starts  ',
  notInVersion: 'the version does not have it',
  startedDue: (started, due) => `from ${started}, due ${due}`,
  planSummary: (movable, version, refused) => `${movable} open cases would move to ${version}, ${refused} cannot`,
  waits: (id, by, command) => `request ${id} waits for an administrator other than ${by}: ${command}`,
  approved: (id, by) => `request ${id} is approved by ${by}`,
  line: (no, said) => `${no}: ${said}`,
  progress: (done, all) => `${done} of ${all}`,
  moveSummary: (moved, all, version, again) =>
    `${moved} of ${all} cases are under ${version}${again === 0 ? '' : `; run the command again for ${again} of them`}`,
  notRunning: 'its workflow does not run',
  ended: 'has ended meanwhile',
};

export const MIGRATE_WORDS = { zh, en };
export type MigrateWords = typeof zh;
