import type { Environment } from '../../config/environment.ts';
import type { DutyBook } from '../../domain/duties/duty.ts';
import type { ReportDefinition } from '../../domain/figures/reportDefinition.ts';
import type { ReturnDefinition } from '../../domain/figures/returnDefinition.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { Database } from '../../store/database/database.ts';
import type { Region } from '../../store/registration/customerSpelling.ts';
import type { Keys } from '../../store/vault/vault.ts';
import type { CaseGateway } from '../../client/caseGateway.ts';
import type { ChangeFeed } from './changeFeed.ts';
import type { Metrics } from './metrics.ts';
import type { PackRegistry } from '../../client/packRegistry.ts';
import type { readinessOf } from './readiness.ts';
import type { Reconciler } from './reconciler.ts';
import type { RulesPool } from '../thread/rulesPool.ts';

/** One for each process. */
export type ApiDependencies = Readonly<{
  db: Database;
  keys: Keys;
  packs: PackRegistry;
  gateway: CaseGateway;
  reconciler: Reconciler;
  changes: ChangeFeed;
  /** Reads packs and runs what-ifs in other threads. */
  rules: RulesPool;
  /** Of the packs in force. */
  duties: readonly DutyBook[];
  /** A report by its name; throws a `BilingualError` where there is none, or with a line per mistake. */
  report: (name: string) => ReportDefinition;
  /** To regulators. */
  returns: readonly ReturnDefinition[];
  metrics: Metrics;
  readiness: ReturnType<typeof readinessOf>;
  /** For complaints that name none; absent: the only one in force. */
  defaultPack?: string;
  localActor: Environment['REDRESS_LOCAL_ACTOR'];
  locale: Locale;
  /** Its telephone numbers may lack a country code. */
  region: Region;
  /** Wall clock, epoch ms; default: the host's. */
  now?: () => number;
}>;
