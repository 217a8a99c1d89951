import type { Bilingual } from '../../language/bilingual.ts';
import type { Dimension } from './figure.ts';
import type { ReportBlock, ReportDefinition } from './reportDefinition.ts';

/** A figure that has to be evaluated, as a whole or told apart. */
export type FigureAsk = Readonly<{ pack: string; id: string; by?: Dimension }>;

/** One text for each figure and dimension. */
export function askKey({ pack, id, by }: FigureAsk): string {
  return `${pack}/${id}${by === undefined ? '' : ` by ${by}`}`;
}

/** The pack and the id of a reference; a bare id is of the pack of its chapter. */
export function referredFigure(reference: string, pack: string | undefined): FigureAsk {
  const at = reference.indexOf('/');
  return at < 0 ? { pack: pack ?? '', id: reference } : { pack: reference.slice(0, at), id: reference.slice(at + 1) };
}

/** `{S1-K1}`, `{S1-K1:counts}`, `{office-complaints/S2-K1}`. */
const TEXT_PLACE = /\{([A-Za-z0-9/-]+)(?::([a-z0-9]+))?\}/g;

/** A text cut at its places: strings, and references with their part. */
export function textParts(text: string): readonly (string | Readonly<{ reference: string; part: string }>)[] {
  const parts: (string | { reference: string; part: string })[] = [];
  let from = 0;
  for (const place of text.matchAll(TEXT_PLACE)) {
    const [whole, reference = '', part = 'value'] = place;
    if (place.index > from) parts.push(text.slice(from, place.index));
    parts.push({ reference, part });
    from = place.index + whole.length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** References of a block, with the dimension by which they are told apart. */
export function referencesOf(block: ReportBlock): readonly Readonly<{ reference: string; by?: Dimension }>[] {
  if ('says' in block) return block.says.map((reference) => ({ reference }));
  if ('table' in block) return block.table.figures.map((reference) => ({ reference }));
  if ('parts' in block) return [{ reference: block.parts.figure, by: block.parts.by }];
  if ('chart' in block) {
    const { by, figures } = block.chart;
    return figures.map((reference) => (by === undefined ? { reference } : { reference, by }));
  }
  if ('funnel' in block) return block.funnel.steps.map(({ figure }) => ({ reference: figure }));
  const words: Bilingual | undefined = 'text' in block ? block.text : 'note' in block ? block.note : undefined;
  if (words === undefined) return [];
  return [words.zh, words.en].flatMap((text) =>
    textParts(text).flatMap((part) => (typeof part === 'string' ? [] : [{ reference: part.reference }])),
  );
}

/** The report without the chapters of other packs, and without places of figures that none of the packs has. */
export function reportOfPacks(report: ReportDefinition, packs: readonly string[]): ReportDefinition {
  const chapters = report.chapters
    .filter(({ pack }) => pack === undefined || packs.includes(pack))
    .map((chapter) => ({
      ...chapter,
      blocks: chapter.blocks.flatMap((block) => blockOfPacks(block, chapter.pack, packs)),
    }))
    .filter(({ blocks }) => blocks.length > 0);
  return { ...report, chapters };
}

function blockOfPacks(block: ReportBlock, pack: string | undefined, packs: readonly string[]): ReportBlock[] {
  const isAsked = (reference: string): boolean => packs.includes(referredFigure(reference, pack).pack);
  if ('says' in block) {
    const says = block.says.filter(isAsked);
    return says.length === 0 ? [] : [{ says }];
  }
  if ('table' in block) {
    const figures = block.table.figures.filter(isAsked);
    return figures.length === 0 ? [] : [{ table: { ...block.table, figures } }];
  }
  if ('chart' in block) {
    const figures = block.chart.figures.filter(isAsked);
    return figures.length === 0 ? [] : [{ chart: { ...block.chart, figures } }];
  }
  return referencesOf(block).every(({ reference }) => isAsked(reference)) ? [block] : [];
}

/** All figures of a report, each once. */
export function figuresOfReport(report: ReportDefinition): readonly FigureAsk[] {
  const asks = new Map<string, FigureAsk>();
  for (const { blocks, pack } of report.chapters)
    for (const { by, reference } of blocks.flatMap(referencesOf)) {
      const ask = { ...referredFigure(reference, pack), ...(by === undefined ? {} : { by }) };
      asks.set(askKey(ask), ask);
    }
  return [...asks.values()];
}
