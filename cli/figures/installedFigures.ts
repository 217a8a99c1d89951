import type { FigurePacks } from '../../client/figureContext.ts';
import type { Environment } from '../../config/environment.ts';
import type { FigureBook } from '../../domain/figures/figure.ts';
import type { ReturnDefinition } from '../../domain/figures/returnDefinition.ts';
import { booksIn } from '../../packs/figure/booksIn.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import { returnsIn } from '../../packs/return/returnsIn.ts';
import { installedPacks, packFoldersOf } from '../installation/installedPacks.ts';
import type { Output } from '../output/output.ts';

export type InstalledFigures = FigurePacks & Readonly<{ ids: readonly string[]; books: readonly FigureBook[] }>;

/** The same, and what regulators are sent of them. */
export function installedReturns(
  env: Environment,
  out: Output,
): Readonly<{ packs: InstalledFigures; returns: readonly ReturnDefinition[] }> {
  return {
    packs: installedFigures(env, out),
    returns: returnsIn(packFoldersOf(env), installedPacks(env), out.line),
  };
}

/** Books and packs of the installation's folders; a mistake in a book is a line of the output. */
export function installedFigures(env: Environment, out: Output): InstalledFigures {
  const authored = installedPacks(env);
  const books = new Map(booksIn(packFoldersOf(env), authored, out.line).map((book) => [book.pack, book]));
  const byId = new Map(authored.map((pack) => [pack.id, pack]));
  return {
    ids: [...books.keys()],
    books: [...books.values()],
    book: (pack) => books.get(pack),
    find: (id) => {
      const pack = byId.get(id);
      return pack && { authored: pack, engine: resolveEngine(pack, out.locale) };
    },
  };
}
