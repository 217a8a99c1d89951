import { countPlainMessages } from '../store/plainMessages.ts';
import type { Queryable } from '../store/database.ts';
import type { Metrics } from './metrics.ts';

/** Figures that stand in the database: every API process says the same. */
export function addInstallationMetrics(metrics: Metrics, db: Queryable): Metrics {
  metrics.installation(
    'redress_messages_plain',
    'Notifications told in plain form, for their own words cannot be made',
    () => countPlainMessages(db),
  );
  return metrics;
}
