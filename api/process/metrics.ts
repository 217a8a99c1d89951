import { setTimeout as pause } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Queryable } from '../../store/database/database.ts';
import { countPlainMessages } from '../../store/notifications/plainMessages.ts';
import { countStopped, countUnstartable } from '../../store/readModel/casesToStart.ts';
import { packFigures, type PackFigure } from '../../store/readModel/packFigures.ts';

/** Longest wait for one figure. */
const FIGURE_MS = 500;

const BY_PACK: Readonly<Record<string, readonly [figure: PackFigure, help: string]>> = {
  redress_cases_overdue: ['overdue', 'Cases past due of which something may still act'],
  redress_cases_without_workflow: ['withoutWorkflow', 'Cases that have no workflow: no deadline of theirs runs'],
  redress_rungs_fired_last_hour: ['rungsFired', 'Rungs fired within the last hour'],
  redress_rungs_late_last_hour: ['rungsLate', 'Of these, rungs that fired more than a minute late'],
  redress_rung_lateness_max_seconds: ['rungLatenessMax', 'Of these, how late the latest fired'],
  redress_deliveries_failing: ['deliveriesFailing', 'Notifications that could not be delivered so far'],
};

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
    for (const [name, [figure, help]] of Object.entries(BY_PACK))
      this.#byPack(name, help, () => packFigures(db, figure));
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
        const value = await inTime(figure);
        if (value !== undefined) gauge.set(value);
      },
    });
  }

  #byPack(name: string, help: string, figure: () => Promise<ReadonlyMap<string, number>>): void {
    const gauge: Gauge<'pack'> = new Gauge({
      name,
      help,
      labelNames: ['pack'],
      registers: [this.registry],
      collect: async () => {
        for (const [pack, value] of (await inTime(figure)) ?? []) gauge.set({ pack }, value);
      },
    });
  }
}

function inTime<T>(figure: () => Promise<T>): Promise<T | undefined> {
  return Promise.race([figure().catch(() => undefined), pause(FIGURE_MS, undefined, { ref: false })]);
}
