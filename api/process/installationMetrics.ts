import type { Queryable } from '../../store/database/database.ts';
import { countPlainMessages } from '../../store/notifications/plainMessages.ts';
import { countUnstartable } from '../../store/readModel/casesToStart.ts';
import type { Metrics } from './metrics.ts';

/** Figures that stand in the database: every API process says the same. */
export function addInstallationMetrics(metrics: Metrics, db: Queryable): Metrics {
  metrics.installation(
    'redress_messages_plain',
    'Notifications told in plain form, for their own words cannot be made',
    () => countPlainMessages(db),
  );
  metrics.installation(
    'redress_cases_unstartable',
    'Cases whose workflow could not be started at the last try: no deadline of theirs runs',
    () => countUnstartable(db),
  );
  return metrics;
}
