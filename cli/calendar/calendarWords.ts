/** Words of `redress calendar import`, `closure` and `closure-undo`, in both languages. */

const zh = {
  told: (done: number, all: number) => `已通知 ${done} / ${all}`,
  published: (year: string, version: number, isNew: boolean) =>
    `${year} 第 ${version} 版${isNew ? '已公布' : '此前已公布'}`,
  casesTold: (told: number, waiting: number) =>
    `已通知 ${told} 件未结案件${waiting === 0 ? '' : `;${waiting} 件尚未采用新日历:请再次执行本命令`}`,
  preview: (cases: number) => `${cases} 件;未作任何改动。加 --yes 下达`,
  ordered: (id: string, told: number) =>
    `停业令 ${id}:已通知 ${told} 件;撤销:redress calendar closure-undo ${id} --by <person> --reason <why>`,
  lifted: (id: string, told: number) => `停业令 ${id} 已撤销:已通知 ${told} 件`,
  line: (no: string, said: string) => `${no}:${said}`,
  nothingMoves: '到期时刻不变',
};

const en: typeof zh = {
  told: (done, all) => `${done} of ${all} told`,
  published: (year, version, isNew) => `${year} version ${version} ${isNew ? 'published' : 'was published before'}`,
  casesTold: (told, waiting) =>
    `${told} open cases told${waiting === 0 ? '' : `; ${waiting} have not taken the days yet: run the command again`}`,
  preview: (cases) => `${cases} cases; nothing was changed. Order it with --yes`,
  ordered: (id, told) =>
    `order ${id}: ${told} cases told; undo it with: redress calendar closure-undo ${id} --by <person> --reason <why>`,
  lifted: (id, told) => `order ${id} lifted: ${told} cases told`,
  line: (no, said) => `${no}: ${said}`,
  nothingMoves: 'nothing moves',
};

export const CALENDAR_WORDS = { zh, en };
