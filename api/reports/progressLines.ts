import type { Response } from 'express';
import type { Locale } from '../../language/bilingual.ts';
import { problemOf } from '../problems/sendProblem.ts';

/** A line of JSON each: what is being done, then the document, or why there is none. */
export const LINES = 'application/x-ndjson';

export type ReportLines = Readonly<{
  /** So many figures are counted, of so many. */
  onFigure: (done: number, all: number) => void;
  /** All numbers are there; returns whether somebody still waits for the document. */
  onDocument: () => boolean;
  /** The last line. */
  document: (name: string, bytes: Buffer) => void;
}>;

/**
 * Answers with what `work` tells while it works. What is wrong before the first line is thrown, and has a status of its
 * own; later it is the last line.
 */
export async function tellProgress(
  response: Response,
  locale: Locale,
  work: (lines: ReportLines) => Promise<void>,
): Promise<void> {
  const say = (line: object): void => {
    if (!response.headersSent)
      response.status(200).set({ 'Content-Type': LINES, 'X-Accel-Buffering': 'no', 'Content-Language': locale });
    response.write(`${JSON.stringify(line)}\n`);
  };
  let said = -1;
  try {
    await work({
      onFigure: (done, all) => {
        const percent = Math.floor((done * 100) / all);
        if (percent > said) say({ doing: 'figures', done, of: all });
        said = percent;
      },
      onDocument: () => {
        say({ doing: 'document' });
        return !response.destroyed;
      },
      document: (name, bytes) => say({ name, bytes: bytes.length, document: bytes.toString('base64') }),
    });
  } catch (error) {
    if (!response.headersSent) throw error;
    say({ problem: problemOf(error).body(locale) });
  }
  response.end();
}
