import { referredFigure } from '../../domain/figures/figuresOfReport.ts';
import type { PartsTable, ReportBlock, ReportChapter } from '../../domain/figures/reportDefinition.ts';
import { sayMoment } from '../../domain/time/sayMoment.ts';
import { answerTo } from './answerTo.ts';
import { chartOf, funnelOf, partsOf, stackOf } from './chartOf.ts';
import { chartAlt } from './chartTable.ts';
import { definitionsAppendix } from './definitionsAppendix.ts';
import { figureTable, formatOf } from './figureTable.ts';
import { typeset } from './typeset.ts';
import { partsTable } from './partsTable.ts';
import { placedText } from './placedText.ts';
import type { Block, ReportModel } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';
import { sentenceOf } from './sentences.ts';
import { WORDS } from './words.ts';

/** The report of a definition and its answers, in one language. */
export function buildReport(input: ReportInput): ReportModel {
  const { definition, locale, period, stamp, unit } = input;
  const word = (key: keyof typeof WORDS): string => WORDS[key][locale];
  const answers = Object.values(input.answers);
  const zones = [...new Set(answers.map((answer) => answer.period.zone))];
  const moment = (at: string): string => sayMoment(Date.parse(at), zones[0] ?? 'UTC', locale);
  const asOf = answers
    .map((answer) => answer.period.asOf)
    .toSorted()
    .at(-1);
  return typeset({
    locale,
    title: definition.title[locale],
    stamp,
    about: [
      { name: word('period'), value: `${period.from} ${word('periodTo')} ${period.to}` },
      { name: word('scope'), value: unit?.title[locale] ?? word('wholeBank') },
      ...(zones.length === 0 ? [] : [{ name: word('zones'), value: zones.join(', ') }]),
      ...(asOf === undefined ? [] : [{ name: word('asOf'), value: moment(asOf) }]),
      { name: word('made'), value: moment(stamp) },
    ],
    blocks: [
      ...definition.chapters.flatMap((chapter, index) => chapterBlocks(chapter, index, input)),
      ...definitionsAppendix(input),
    ],
    words: { contents: word('contents'), note: word('note'), chartData: word('chartData') },
  });
}

function chapterBlocks({ blocks, pack, title }: ReportChapter, index: number, input: ReportInput): readonly Block[] {
  const id = `chapter-${index + 1}`;
  return [
    { kind: 'heading', level: 1, text: title[input.locale], id },
    ...blocks.flatMap((block, at) => blocksOf(block, `${id}-${at + 1}`, pack, input)),
  ];
}

function blocksOf(block: ReportBlock, id: string, pack: string | undefined, input: ReportInput): readonly Block[] {
  const { locale } = input;
  const asked = (reference: string): ReturnType<typeof referredFigure> => referredFigure(reference, pack);
  if ('heading' in block) return [{ kind: 'heading', level: 2, text: block.heading[locale], id }];
  if ('subheading' in block) return [{ kind: 'heading', level: 3, text: block.subheading[locale], id }];
  if ('text' in block) return [{ kind: 'paragraph', text: placedText(block.text[locale], pack, input) }];
  if ('note' in block) return [{ kind: 'note', text: placedText(block.note[locale], pack, input) }];
  if ('says' in block) {
    const items = block.says.map(asked).map((ask) => sentenceOf(ask, input, answerTo(ask, input)));
    return [{ kind: 'sentences', items }];
  }
  if ('table' in block)
    return [figureTable(`table-${id}`, block.table.title[locale], block.table.figures.map(asked), input)];
  if ('parts' in block) return partsBlocks(block.parts, id, pack, input);
  const spec = 'funnel' in block ? funnelOf(block.funnel, pack, input) : chartOf(block.chart, pack, input);
  const title = ('funnel' in block ? block.funnel : block.chart).title[locale];
  if (spec === undefined) return [absent(title, input)];
  return [{ kind: 'chart', id: `chart-${id}`, title, alt: chartAlt(title, spec, locale), spec }];
}

function partsBlocks(parts: PartsTable, id: string, pack: string | undefined, input: ReportInput): readonly Block[] {
  const { locale } = input;
  const title = parts.title[locale];
  const ask = { ...referredFigure(parts.figure, pack), by: parts.by };
  const answer = answerTo(ask, input);
  if (answer === undefined || (answer.parts ?? []).length === 0) return [absent(title, input)];
  const table = partsTable(`table-${id}`, title, ask, answer, input);
  if (parts.chart === undefined) return [table];
  const bars = partsOf(answer, locale);
  const spec =
    parts.chart === 'bar'
      ? { kind: 'bar' as const, bars, format: formatOf(answer.measure) }
      : stackOf(answer.title[locale], bars);
  return [{ kind: 'chart', id: `chart-${id}`, title, alt: chartAlt(title, spec, locale), spec }, table];
}

/** In the place of a chart or table for which there are no numbers. */
function absent(title: string, { locale }: ReportInput): Block {
  return { kind: 'note', text: [`${title}${locale === 'zh' ? ':' : ': '}${WORDS.absent[locale]}`] };
}
