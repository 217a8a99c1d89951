import type { FigureAnswer, FigurePart } from '../../domain/figures/figureAnswer.ts';
import type { FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import { termsOf, type FigureTerm } from '../../domain/figures/termsOf.ts';
import { defined, own } from '../../domain/values/own.ts';
import type { Inline, Link } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';

/** Where the appendix defines a figure. */
export function definitionAnchor({ id, pack }: FigureAsk): string {
  return `def-${pack}-${id}`;
}

/** The cases behind a figure, or behind the number or the part of it that is named, at the API. */
export function casesLink({ id, pack, by }: FigureAsk, input: ReportInput, term?: FigureTerm, part?: FigurePart): Link {
  const { address, period, unit } = input;
  const ofPart = part === undefined ? {} : { by, part: part.key };
  const query = new URLSearchParams({ pack, ...period, ...defined({ unit: unit?.id, term, ...ofPart }) });
  return { address: `${address}/v1/figures/${encodeURIComponent(id)}/cases?${query.toString()}` };
}

/** A number that leads to its definition. */
export function toDefinition(text: string, ask: FigureAsk): Inline {
  return { text, to: { anchor: definitionAnchor(ask) } };
}

/** Counts that lead to the cases that were counted. */
export function toCases(text: string, ask: FigureAsk, input: ReportInput, part?: FigurePart): Inline {
  return { text, to: casesLink(ask, input, undefined, part) };
}

/** One of several numbers, which leads to its own cases; one from elsewhere has none. */
export function toTerm(
  text: string,
  term: FigureTerm,
  ask: FigureAsk,
  answer: FigureAnswer,
  input: ReportInput,
  part?: FigurePart,
): Inline {
  const figures = own(input.books, ask.pack)?.figures ?? [];
  const figure = figures.find(({ id }) => id === ask.id);
  if (figure === undefined || (term === 'before' && answer.change?.from === 'imported')) return text;
  // Counts of a change are those of what it compares.
  if (figure.kind === 'change' && (term === 'numerator' || term === 'denominator'))
    return toTerm(text, term, { ...ask, id: figure.figure }, answer, input, part);
  const terms = termsOf(figure, figures);
  if (!terms.includes(term)) return text;
  return { text, to: casesLink(ask, input, term === terms[0] ? undefined : term, part) };
}
