import type { FigureAsk } from '../../domain/figures/figuresOfReport.ts';
import type { Inline, Link } from './reportModel.ts';
import type { ReportInput } from './reportInput.ts';

/** Where the appendix defines a figure. */
export function definitionAnchor({ id, pack }: FigureAsk): string {
  return `def-${pack}-${id}`;
}

/** The cases behind a figure, at the API. */
export function casesLink({ id, pack }: FigureAsk, input: ReportInput): Link {
  const { address, period, unit } = input;
  const query = new URLSearchParams({ pack, ...period, ...(unit === undefined ? {} : { unit: unit.id }) });
  return { address: `${address}/v1/figures/${encodeURIComponent(id)}/cases?${query.toString()}` };
}

/** A number that leads to its definition. */
export function toDefinition(text: string, ask: FigureAsk): Inline {
  return { text, to: { anchor: definitionAnchor(ask) } };
}

/** Counts that lead to the cases that were counted. */
export function toCases(text: string, ask: FigureAsk, input: ReportInput): Inline {
  return { text, to: casesLink(ask, input) };
}
