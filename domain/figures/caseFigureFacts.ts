/** What a figure may ask of a case beside the fields of its pack; each has its SQL in `store/figures/`. */

import { own } from '../values/own.ts';
import { FACTS } from '../case/factCatalogue.ts';
import { fact, type FigureFacts } from './figureShape.ts';

/** Of the facts of a pack those that are kept for past moments too. */
const OF_PACKS = [
  'object',
  'category',
  'channel',
  'channels',
  'level',
  'entryLevel',
  'resolvedLevel',
  'unit',
  'stage',
  'class',
  'repeat',
  'anonymous',
  'outcome',
  'firstContact',
  'flags',
  'steps',
  'clocks',
  'dispatches',
  'moves',
  'paused',
  'bypass',
  'imported',
  'overdue',
  'promised',
] as const;

type OfPacks = (typeof OF_PACKS)[number];

const OWN = {
  ended: fact('已终结(任何方式)', 'has ended, in whatever way', { kind: 'boolean' }),
  closed: fact('已办结', 'is closed', { kind: 'boolean' }),
  decided: fact('已处理完毕或办结', 'is resolved or closed', { kind: 'boolean' }),
  levelsUp: fact('层级变动次数', 'how often its level changed', { kind: 'number' }),
  departments: fact('承办部门数', 'how many departments', { kind: 'number' }),
  cycles: fact('办理轮次', 'how often it was opened', { kind: 'number' }),
  attributed: fact('各环节均有经办人', 'nobody unknown acted on it', { kind: 'boolean' }),
  assigned: fact('已指派经办人', 'somebody handles it', { kind: 'boolean' }),
  restricted: fact('限定知悉范围', 'only some may know of it', { kind: 'boolean' }),
  endReason: fact('不予受理或撤回的原因', 'why it was refused or withdrawn', { kind: 'any' }),
  withdrawnFor: fact('撤回的原因', 'why it was withdrawn', { kind: 'any' }),
  categoryFirst: fact('登记时的类别', 'category of registration', { kind: 'name', of: 'category' }),
  unitFirst: fact('登记时的单位', 'unit of registration', { kind: 'any' }),
  improved: fact(
    '所属类别在期前一年内完成过改进',
    'an improvement for its category was completed in the year before the period',
    { kind: 'boolean' },
  ),
  elapsed: fact('历时区间', 'band of hours', { kind: 'bands' }),
} as const satisfies FigureFacts;

export type CaseFigureFact = OfPacks | keyof typeof OWN;

export const CASE_FIGURE_FACTS: Readonly<Record<CaseFigureFact, FigureFacts[string]>> = {
  ...(Object.fromEntries(OF_PACKS.map((name) => [name, own(FACTS, name)])) as unknown as Record<
    OfPacks,
    FigureFacts[string]
  >),
  ...OWN,
};
