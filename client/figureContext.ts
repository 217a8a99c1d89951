import type { Dimension, FigureBook } from '../domain/figures/figure.ts';
import type { PackCoding, ReturnDefinition } from '../domain/figures/returnDefinition.ts';
import { own } from '../domain/values/own.ts';
import type { Bilingual } from '../language/bilingual.ts';
import { phrase } from '../language/phrase.ts';
import type { AuthoredPack } from '../packs/schema/packSchema.ts';
import { packNames } from '../packs/schema/packNames.ts';
import type { Queryable } from '../store/database/database.ts';
import { inTurns } from '../store/database/inTurns.ts';
import { FigureAskError } from '../store/figures/figureAskError.ts';
import type { FigureContext } from '../store/figures/figureContext.ts';
import type { RegisteredPack } from './packRegistry.ts';

/** The packs in force, and their figures. */
export type FigurePacks = Readonly<{
  find: (id: string) => RegisteredPack | undefined;
  book: (pack: string) => FigureBook | undefined;
}>;

/** Statements of figures that a process runs at once: the rest of its connections are for everybody else. */
const AT_ONCE = 4;

/** How the figures of a pack are evaluated; throws where it has none. */
export function figureContext(db: Queryable, packs: FigurePacks, id: string, now = Date.now()): FigureContext {
  const pack = packs.find(id);
  const book = packs.book(id);
  if (pack === undefined || book === undefined)
    throw new FigureAskError(
      'figures-none',
      'pack',
      pack === undefined ? phrase('figures-pack-unknown', { pack: id }) : phrase('figures-none', { pack: id }),
    );
  return {
    db: inTurns(db, AT_ONCE),
    pack: pack.engine,
    book,
    packOf: (other) => packs.find(other)?.engine,
    label: (dimension, key, ofPack) => labelOf(packs.find(ofPack)?.authored ?? pack.authored, dimension, key),
    now,
  };
}

/** How the cases of a pack are counted for a return: it needs no book. Throws where there is no such pack. */
export function returnContext(
  db: Queryable,
  packs: FigurePacks,
  { axes, hash, packs: coded }: ReturnDefinition,
  id: string,
  now = Date.now(),
): FigureContext {
  const pack = packs.find(id);
  if (pack === undefined)
    throw new FigureAskError('figures-none', 'pack', phrase('figures-pack-unknown', { pack: id }));
  const codings = Object.entries(axes).map(([axis, { list }]) => {
    const rules = own(own<PackCoding>(coded, id)?.codes, axis) ?? [];
    return [axis, { list, rules }] as const;
  });
  return {
    db,
    pack: pack.engine,
    book: { pack: id, hash, surveys: {}, series: {}, bands: {}, figures: [] },
    packOf: (other) => packs.find(other)?.engine,
    label: (dimension, key) => labelOf(pack.authored, dimension, key),
    now,
    codings: Object.fromEntries(codings),
  };
}

/** Sorts of names by which rows are told apart. */
const SORTS: Readonly<Record<string, string>> = {
  level: 'level',
  'level-first': 'level',
  channel: 'channel',
  'any-channel': 'channel',
  category: 'category',
  'category-first': 'category',
  object: 'object',
  class: 'class',
};

/** What a part is called by the pack. */
function labelOf(pack: AuthoredPack, dimension: Dimension, key: string): Bilingual | undefined {
  const [kind = '', name = ''] = dimension.split(':');
  if (kind === 'field') return own(own(pack.lists, own(pack.fields, name)?.list ?? '') ?? {}, key);
  if (kind === 'outcome') return Object.values(pack.lists).flatMap((list) => own(list, key) ?? [])[0];
  return own(packNames(pack, own(SORTS, kind) ?? ''), key);
}
