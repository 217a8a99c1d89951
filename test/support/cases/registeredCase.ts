import { say } from '../../../language/phrase.ts';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot } from '../../../config/projectRoot.ts';
import type { RecordedEvent } from '../../../domain/case/event.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { openDatabase, type Database } from '../../../store/database/database.ts';
import { migrate } from '../../../store/database/migrate.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { registerOpened } from './registerOpened.ts';
import { deriveKeys } from '../../../store/vault/vault.ts';
import { ladderPack } from '../rules/ladderPack.ts';
import { testDatabase } from '../servers/servers.ts';
import { BASE, person, T0 } from '../rules/specification.ts';

export const testKeys = deriveKeys(randomBytes(32));

/** A migrated database that knows the ladder pack and two desks below a house. */
export async function ladderDatabase(): Promise<Database> {
  const db = openDatabase(await testDatabase());
  await migrate(db, join(projectRoot(), 'store', 'migrations'));
  await savePack(db, { id: ladderPack.id, version: ladderPack.version, hash: ladderPack.hash, body: {} });
  return db;
}

export interface RegisterOptions {
  readonly phone?: string;
  readonly idNumber?: string;
  readonly repeatWindowMs?: number;
  readonly anonymous?: boolean;
  readonly speed?: number;
}

/** Registers a complaint as the API would. */
export async function register(
  db: Database,
  options: RegisterOptions = {},
): Promise<{
  readonly no: string;
  readonly receiptCode: string;
  readonly state: CaseState;
  readonly events: readonly RecordedEvent[];
}> {
  let opened: { state: CaseState; events: readonly RecordedEvent[] } | undefined;
  const registered = await registerOpened(db, testKeys, {
    pack: ladderPack,
    base: { ...BASE, speed: options.speed ?? 1 },
    ...(options.anonymous === true
      ? {}
      : {
          complainant: {
            name: 'Zhou Lan',
            phone: options.phone ?? '13900000001',
            ...(options.idNumber === undefined ? {} : { idNumber: options.idNumber }),
          },
        }),
    demand: 'a refund',
    prose: {},
    topic: 'plain',
    zone: ladderPack.timezone,
    ...(options.repeatWindowMs === undefined ? {} : { repeatWindowMs: options.repeatWindowMs }),
    open: (repeatOf) => {
      const intake = {
        object: 'complaint',
        channel: 'counter',
        unit: 'desk-a',
        category: 'plain',
        fields: { visit: false, tier: 'plain' },
        anonymous: options.anonymous ?? false,
        actor: person('clerk'),
        ...(repeatOf === undefined ? {} : { repeatOf }),
      };
      const result = openCase(ladderPack, intake, T0);
      if (!result.ok) throw new Error(say(result.rejection, 'en'));
      opened = result.value;
      return { intake, events: result.value.events };
    },
  });
  if (opened === undefined) throw new Error('not opened');
  return { ...registered, ...opened };
}
