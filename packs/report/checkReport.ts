import { referencesOf, referredFigure, textParts } from '../../domain/figures/figuresOfReport.ts';
import { TEXT_PARTS, type ReportBlock, type ReportDefinition } from '../../domain/figures/reportDefinition.ts';
import { own } from '../../domain/values/own.ts';
import { unknownName, wrong, type Findings, type Path } from '../source/fault.ts';

/** Ids of the figures of each pack that has any. */
export type KnownFigures = Readonly<Record<string, readonly string[]>>;

/** What a report of the right shape can still get wrong. `known`: the figures; without it none is looked up. */
export function* checkReport(report: ReportDefinition, known?: KnownFigures): Findings {
  for (const [index, { blocks, pack }] of report.chapters.entries()) {
    const chapter: Path = ['chapters', index];
    if (pack !== undefined && known !== undefined && own(known, pack) === undefined)
      yield unknownName('pack', pack, Object.keys(known), [...chapter, 'pack']);
    for (const [at, block] of blocks.entries()) {
      const path = [...chapter, 'blocks', at];
      yield* checkPlaces(block, path);
      yield* checkChart(block, path);
      yield* checkFigures(block, path, pack, known);
    }
  }
}

function* checkFigures(block: ReportBlock, path: Path, pack: string | undefined, known?: KnownFigures): Findings {
  for (const [index, { reference }] of referencesOf(block).entries()) {
    const place = placeOf(block, path, index);
    const asked = referredFigure(reference, pack);
    if (asked.pack === '') {
      const zh = `本章没有 pack,请写明:<pack>/${reference}`;
      yield wrong('figure-without-pack', place, zh, `the chapter has no pack; write <pack>/${reference}`);
      continue;
    }
    if (known === undefined) continue;
    const ids = own(known, asked.pack);
    if (ids === undefined) yield unknownName('pack', asked.pack, Object.keys(known), place);
    else if (!ids.includes(asked.id)) yield unknownName('figure', asked.id, ids, place);
  }
}

/** Where the reference of that number stands. */
function placeOf(block: ReportBlock, path: Path, index: number): Path {
  if ('says' in block) return [...path, 'says', index];
  if ('table' in block) return [...path, 'table', 'figures', index];
  if ('chart' in block) return [...path, 'chart', 'figures', index];
  if ('parts' in block) return [...path, 'parts', 'figure'];
  if ('funnel' in block) return [...path, 'funnel', 'steps', index, 'figure'];
  return [...path, 'text' in block ? 'text' : 'note'];
}

/** A text has the same places in both languages, each with a part that there is. */
function* checkPlaces(block: ReportBlock, path: Path): Findings {
  const key = 'text' in block ? 'text' : 'note';
  const words = 'text' in block ? block.text : 'note' in block ? block.note : undefined;
  if (words === undefined) return;
  const placesOf = (text: string): readonly string[] =>
    textParts(text).flatMap((part) => (typeof part === 'string' ? [] : [`{${part.reference}:${part.part}}`]));
  for (const locale of ['zh', 'en'] as const) {
    const place = [...path, key, locale];
    for (const part of textParts(words[locale])) {
      if (typeof part !== 'string') {
        if (!(TEXT_PARTS as readonly string[]).includes(part.part))
          yield unknownName('part', part.part, TEXT_PARTS, place);
      } else if (/[{}]/.test(part))
        yield wrong(
          'broken-place',
          place,
          '花括号只用于指标,如 {S1-K1} 或 {S1-K1:counts}',
          'braces are for figures only, such as {S1-K1} or {S1-K1:counts}',
        );
    }
  }
  const [zh, en] = [placesOf(words.zh), placesOf(words.en)];
  const missing = zh.find((one) => !en.includes(one)) ?? en.find((one) => !zh.includes(one));
  if (missing !== undefined)
    yield wrong(
      'places-differ',
      [...path, key],
      `${missing} 只在一种语言中;两种语言应有相同的数字`,
      `${missing} is in one language only; both have to say the same numbers`,
    );
}

function* checkChart(block: ReportBlock, path: Path): Findings {
  if (!('chart' in block)) return;
  const { by, figures, kind } = block.chart;
  const place = [...path, 'chart'];
  if ((kind === 'line' || kind === 'heat') && by === undefined)
    yield wrong('chart-without-by', place, `${kind} 需要 by,如 by: month`, `${kind} needs by, such as by: month`);
  if (kind !== 'line' && kind !== 'heat' && by !== undefined && figures.length > 1)
    yield wrong(
      'chart-figures',
      [...place, 'figures'],
      `${kind} 有 by 时只能有一个指标`,
      `${kind} with by shows one figure only`,
    );
}
