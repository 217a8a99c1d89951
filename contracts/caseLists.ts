/** Ready lists of cases in the Temporal UI. Every link into it is made here. */

import type { Bilingual } from '../language/bilingual.ts';
import { SEARCH_ATTRIBUTES } from './complaintWorkflow.ts';

export type CaseList = Readonly<{
  /** As in its address: `overdue`, `due-within-the-hour`, `level/branch`. */
  id: string;
  title: Bilingual;
  /** A query of Temporal's visibility. */
  query: string;
  /** Packs that have the level; every pack where it is not about one. */
  packs: readonly string[];
}>;

/** As a pack is written. */
export type LevelsOfPack = Readonly<{ id: string; levels: readonly Readonly<{ id: string; title: Bilingual }>[] }>;

const HOUR_MS = 3_600_000;
const { overdue, nextDue, level, handler, stage } = SEARCH_ATTRIBUTES;

/** What to add to the list's columns, as the UI names them. */
export const COLUMNS: readonly string[] = [overdue, level, nextDue, handler, stage].map(({ name }) => name);

/**
 * Of the cases with that workflow type. `now`: when it is asked (epoch ms); visibility knows no "in an hour".
 */
export function caseLists(packs: readonly LevelsOfPack[], workflowType: string, now: number): readonly CaseList[] {
  const open = (condition: string): string =>
    `WorkflowType = '${workflowType}' AND ExecutionStatus = 'Running' AND ${condition}`;
  const all = packs.map(({ id }) => id);
  const soon = new Date(now + HOUR_MS).toISOString();
  return [
    { id: 'overdue', title: { zh: '已逾期', en: 'Overdue now' }, query: open(`${overdue.name} = true`), packs: all },
    {
      id: 'due-within-the-hour',
      title: { zh: '一小时内到期', en: 'Due within the hour' },
      // What is overdue stands in the other list.
      query: open(`${overdue.name} = false AND ${nextDue.name} <= '${soon}'`),
      packs: all,
    },
    ...levelsOf(packs).map(([id, titles, having]) => ({
      id: `level/${id}`,
      title: { zh: `层级:${namesOf(titles, 'zh')}`, en: `Level: ${namesOf(titles, 'en')}` },
      query: open(`${level.name} = '${id}'`),
      packs: having,
    })),
  ];
}

/** Of the page with the cases; `ui` is where the Temporal UI answers, `https://temporal.bank.example`. */
export function casesPage(ui: string, namespace: string, query?: string): string {
  const page = `${ui.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
  return query === undefined ? page : `${page}?query=${encodeURIComponent(query)}`;
}

type Level = readonly [id: string, titles: readonly Bilingual[], packs: readonly string[]];

/** A level that several packs have is one, with the titles of all. */
function levelsOf(packs: readonly LevelsOfPack[]): readonly Level[] {
  const all = packs.flatMap(({ id: pack, levels }) => levels.map(({ id, title }) => ({ id, title, pack })));
  return [...new Set(all.map(({ id }) => id))].map((id) => {
    const same = all.filter((one) => one.id === id);
    return [id, same.map(({ title }) => title), same.map(({ pack }) => pack)];
  });
}

function namesOf(titles: readonly Bilingual[], locale: keyof Bilingual): string {
  return [...new Set(titles.map((title) => title[locale]))].join(' / ');
}
