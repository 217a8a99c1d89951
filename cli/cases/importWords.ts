/** Words of `redress import`, in both languages. */

const zh = {
  progress: (done: number, all: number, said: string) => `${done} / ${all}:${said}`,
  counts: (registered: number, known: number, refused: number) =>
    `登记 ${registered} 件,此前已登记 ${known} 件,被拒 ${refused} 件`,
  see: (file: string) => `;被拒行见 ${file}`,
};

const en: typeof zh = {
  progress: (done, all, said) => `${done} of ${all}: ${said}`,
  counts: (registered, known, refused) => `${registered} registered, ${known} known already, ${refused} refused`,
  see: (file) => `; see ${file}`,
};

export const IMPORT_WORDS = { zh, en };
