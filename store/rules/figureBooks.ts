import type { FigureBook } from '../../domain/figures/figure.ts';
import { row, type Queryable } from '../database/database.ts';

/** Puts a book in force. One that was loaded before holds again. */
export async function saveFigureBook(db: Queryable, book: FigureBook): Promise<void> {
  await db.query(
    `insert into figure_books (pack_id, hash, body) values ($1, $2, $3)
      on conflict (pack_id, hash) do update set loaded_at = clock_timestamp()`,
    [book.pack, book.hash, JSON.stringify(book)],
  );
}

/** By which a period was closed. */
export async function findFigureBook(db: Queryable, pack: string, hash: string): Promise<FigureBook | undefined> {
  const text = 'select body from figure_books where pack_id = $1 and hash = $2';
  return (await row<{ body: FigureBook }>(db, text, [pack, hash]))?.body;
}
