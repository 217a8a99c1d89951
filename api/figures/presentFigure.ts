import type { z } from 'zod';
import type { figureSchema, figuresSchema } from '../../contracts/http/httpFigures.ts';
import type { FigureAnswer } from '../../domain/figures/figureAnswer.ts';
import type { Locale } from '../../language/bilingual.ts';

type Presented = z.infer<typeof figureSchema>;

/** In one language. */
export function presentFigure(answer: FigureAnswer, locale: Locale): Presented {
  const { variants, parts, ...others } = answer;
  return {
    ...others,
    title: answer.title[locale],
    ...(parts === undefined ? {} : { parts: parts.map((part) => ({ ...part, label: part.label[locale] })) }),
    ...(variants === undefined ? {} : { variants: variants.map((one) => presentFigure(one, locale)) }),
  } as unknown as Presented;
}

/** All of a pack; what they have in common is said once. */
export function presentFigures(
  common: Pick<z.infer<typeof figuresSchema>, 'pack' | 'book' | 'period' | 'unit'>,
  answers: readonly FigureAnswer[],
  locale: Locale,
): z.infer<typeof figuresSchema> {
  return {
    ...common,
    figures: answers.map((answer) => {
      const { pack: _pack, book: _book, unit: _unit, ...one } = presentFigure(answer, locale);
      return one;
    }),
  };
}
