import { setTimeout as pause } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Queryable } from '../../store/database/database.ts';
import { countPlainMessages } from '../../store/notifications/plainMessages.ts';
import { countStopped, countUnstartable } from '../../store/readModel/casesToStart.ts';

/** Longest wait for one figure. */
const FIGURE_MS = 500;

/** Labels never hold a number, name or code. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'redress_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers: [this.registry],
  });
  readonly #registered = new Counter({
    name: 'redress_complaints_registered_total',
    help: 'Complaints registered by this process',
    labelNames: ['pack', 'drill'],
    registers: [this.registry],
  });

  constructor(db: Queryable) {
    collectDefaultMetrics({ register: this.registry });
    const plain = 'Notifications told in plain form, for their own words cannot be made';
    this.#installation('redress_messages_plain', plain, () => countPlainMessages(db));
    const unstartable = 'Cases whose workflow could not be started at the last try: no deadline of theirs runs';
    const stopped = 'Cases whose workflow somebody stopped and that do not go on yet: no deadline of theirs runs';
    this.#installation('redress_cases_stopped', stopped, () => countStopped(db));
    this.#installation('redress_cases_unstartable', unstartable, () => countUnstartable(db));
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  registered(pack: string, drill: boolean): void {
    this.#registered.inc({ pack, drill: String(drill) });
  }

  /** From the database: the same in all API processes. A late figure keeps its last value. */
  #installation(name: string, help: string, figure: () => Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: async () => {
        const late = pause(FIGURE_MS, undefined, { ref: false });
        const value = await Promise.race([figure().catch(() => undefined), late]);
        if (value !== undefined) gauge.set(value);
      },
    });
  }
}
