import type { FigureBook } from '../../domain/figures/figure.ts';
import type { Queryable } from '../database/database.ts';

/** Puts a book in force. One that was loaded before holds again. */
export async function saveFigureBook(db: Queryable, book: FigureBook): Promise<void> {
  await db.query(
    `insert into figure_books (pack_id, hash, body) values ($1, $2, $3)
      on conflict (pack_id, hash) do update set loaded_at = clock_timestamp()`,
    [book.pack, book.hash, JSON.stringify(book)],
  );
}
