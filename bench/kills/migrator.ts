/** A process that migrates the database at the address it is given, and nothing else: it is there to be killed. */

import { join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import { openDatabase } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';

const db = openDatabase(process.argv[2] ?? '', { max: 1 });
await migrate(db, join(projectRoot(), 'store', 'migrations'));
await db.end();
