/** Part of the build: keeps what shipped packs, calendars, figures, duties and returns say. A start reads no YAML. */

import { join } from 'node:path';
import { projectRoot } from '../config/projectRoot.ts';
import { installedCalendars } from '../packs/calendar/loadCalendars.ts';
import { loadDuties } from '../packs/duty/loadDuties.ts';
import { booksIn } from '../packs/figure/booksIn.ts';
import { packsIn } from '../packs/load/loadPacks.ts';
import { returnsIn } from '../packs/return/returnsIn.ts';
import { OF_THE_BUILD } from '../packs/source/kept.ts';

const folders = [join(projectRoot(), 'packs')];

OF_THE_BUILD.keep(() => {
  const calendars = installedCalendars(folders);
  const packs = packsIn(folders, calendars);
  booksIn(folders, packs, (fault) => process.stderr.write(`${fault}\n`));
  loadDuties(folders, packs);
  returnsIn(folders, packs, (fault) => process.stderr.write(`${fault}\n`));
});
