import type { Figure } from '../../domain/figures/figure.ts';
import { askKey, figuresOfReport, type FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import { own } from '../../domain/values/own.ts';
import { targetText } from './answerText.ts';
import { answerTo } from './answerTo.ts';
import { casesLink, definitionAnchor } from './figureLinks.ts';
import { words } from './figureTable.ts';
import type { Block, Cell } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';
import { BASIS_WORDS, RATER_WORDS, WORDS } from './words.ts';

/** What each figure of the report counts, by what it falls into the period, how it is read, and where its cases are. */
export function definitionsAppendix(input: ReportInput): readonly Block[] {
  const { definition, locale } = input;
  const asks = new Map(
    figuresOfReport(definition)
      .map(({ id, pack }) => ({ id, pack }))
      .map((ask) => [askKey(ask), ask]),
  );
  const packs = [...new Set([...asks.values()].map(({ pack }) => pack))];
  return [
    { kind: 'heading', level: 1, text: WORDS.definitions[locale], id: 'definitions' },
    ...packs.flatMap((pack) =>
      packDefinitions(
        pack,
        [...asks.values()].filter((ask) => ask.pack === pack),
        input,
      ),
    ),
  ];
}

function packDefinitions(pack: string, asks: readonly FigureAsk[], input: ReportInput): readonly Block[] {
  const { locale } = input;
  const colon = locale === 'zh' ? ':' : ': ';
  const book = own(input.books, pack);
  const title = book?.title[locale] ?? pack;
  const version = book === undefined ? '' : `${colon}${WORDS.definitionsHash[locale]} ${book.hash.slice(0, 12)}`;
  return [
    { kind: 'heading', level: 2, text: title, id: `definitions-${pack}` },
    {
      kind: 'table',
      id: `table-definitions-${pack}`,
      title: `${WORDS.definitionsOf[locale]}${version}`,
      columns: [
        { title: WORDS.id[locale] },
        { title: WORDS.figure[locale] },
        { title: WORDS.says[locale], wide: true },
        { title: WORDS.basis[locale] },
        { title: WORDS.targetColumn[locale] },
      ],
      rows: asks
        .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
        .map((ask) =>
          definitionRow(
            ask,
            book?.figures.find(({ id }) => id === ask.id),
            input,
          ),
        ),
    },
  ];
}

function definitionRow(ask: FigureAsk, figure: Figure | undefined, input: ReportInput): readonly Cell[] {
  const { locale } = input;
  const answer = answerTo(ask, input);
  const idCell: Cell = { text: [{ text: ask.id, to: casesLink(ask, input) }], anchor: definitionAnchor(ask) };
  if (figure === undefined)
    return [idCell, words(answer?.title[locale] ?? ''), words(WORDS.absent[locale]), words(''), words('')];
  const [open, close, colon] = locale === 'zh' ? ['(', ')', ':'] : [' (', ')', ': '];
  const rater = figure.dimension === undefined ? '' : `${open}${RATER_WORDS[figure.dimension][locale]}${close}`;
  const reading = figure.reading === undefined ? '' : ` ${WORDS.reading[locale]}${colon}${figure.reading[locale]}`;
  return [
    idCell,
    words(`${figure.title[locale]}${rater}`),
    words(`${figure.says[locale]}${reading}`),
    words('basis' in figure ? BASIS_WORDS[figure.basis][locale] : ''),
    words(answer === undefined ? '' : targetText(answer, locale)),
  ];
}
