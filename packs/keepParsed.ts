/** Part of the build: what the shipped packs, calendars, figures, duties and returns say is kept, so that a start reads no YAML. */

import { fileURLToPath } from 'node:url';
import { installedCalendars } from './calendar/loadCalendars.ts';
import { loadDuties } from './duty/loadDuties.ts';
import { booksIn } from './figure/booksIn.ts';
import { packsIn } from './load/loadPacks.ts';
import { returnsIn } from './return/returnsIn.ts';
import { OF_THE_BUILD } from './source/kept.ts';

const folders = [fileURLToPath(new URL('../../packs', import.meta.url))];

OF_THE_BUILD.keep(() => {
  const calendars = installedCalendars(folders);
  const packs = packsIn(folders, calendars);
  booksIn(folders, packs, (fault) => process.stderr.write(`${fault}\n`));
  loadDuties(folders, packs);
  returnsIn(folders, packs, (fault) => process.stderr.write(`${fault}\n`));
});
