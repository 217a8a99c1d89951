import type { FigureBook } from '../../domain/figures/figure.ts';
import type { Register, RegisterColumn } from '../../domain/registers/registerCatalogue.ts';
import { own } from '../../domain/values/own.ts';
import { plain, type Bilingual, type Locale } from '../../language/bilingual.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import type { NamedSeries } from './seriesOf.ts';

type Values = readonly (readonly [value: string, title: Bilingual])[];
type Named = Readonly<{ pack: AuthoredPack; book: FigureBook | undefined; series: NamedSeries }>;
type Of = Named & { readonly def: Register };

/** For forms and for whoever writes a mapping. */
export function columnsOf({ def, ...named }: Of, locale: Locale): object {
  const columns = Object.entries(def.columns).map(([name, column]) => ({
    name,
    title: column.title[locale],
    type: column.type,
    required: column.required === true,
    values: valuesOf(column, named)?.map(([value, title]) => ({ value, label: title[locale] })) ?? null,
  }));
  return { title: def.title[locale], columns };
}

function valuesOf({ type, words, list }: RegisterColumn, { pack, book, series }: Named): Values | undefined {
  switch (type) {
    case 'word':
      return words?.map((word) => [word, plain(word)]);
    case 'code':
      return Object.entries(own(pack.lists, list ?? '') ?? {});
    case 'categories':
      return titles(pack.categories);
    case 'survey':
      return titles(book?.surveys ?? {}).filter(([id]) => own(book?.surveys ?? {}, id)?.step === undefined);
    case 'series':
      return titles(series);
    case 'figure':
      return book?.figures.map(({ id, title }) => [id, title]);
    default:
      return undefined;
  }
}

function titles(things: Readonly<Record<string, { readonly title: Bilingual }>>): Values {
  return Object.entries(things).map(([id, { title }]) => [id, title]);
}
