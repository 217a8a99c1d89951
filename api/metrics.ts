import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Figures of this process. Labels are routes and statuses: never a number, a name or a code. */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #registered: Counter<'pack' | 'drill'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: 'redress_http_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers: [this.registry],
    });
    this.#registered = new Counter({
      name: 'redress_complaints_registered_total',
      help: 'Complaints registered by this process',
      labelNames: ['pack', 'drill'],
      registers: [this.registry],
    });
  }

  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  registered(pack: string, drill: boolean): void {
    this.#registered.inc({ pack, drill: String(drill) });
  }
}
