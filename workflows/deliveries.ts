import type { Priority } from '@temporalio/common';
import { log, proxyActivities } from '@temporalio/workflow';
import type { DeliverActivities } from '../contracts/activities.ts';
import { priorityOf } from '../contracts/priority.ts';
import type { Delivery } from '../domain/notify/delivery.ts';
import type { CaseRun } from './run/caseRun.ts';
import { showDetails } from './ui/currentDetails.ts';
import { deliverySummary } from './ui/summaries.ts';

/**
 * A dead mail gateway must not stop a ladder: tried for 7 days, so that any outage that people notice within a week
 * mends itself. The activity says when it wants its next try (`waitBeforeNextTry`); the intervals here are for a worker
 * that dies. Retries cost no history. What a killed worker had under way
 * is missed by its heartbeat and taken up by another.
 */
const deliver = proxyActivities<DeliverActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10 seconds',
  scheduleToCloseTimeout: '7 days',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '10 minutes' },
}).deliver;

/** Deliveries under way: started concurrently, never awaited by the loop. */
export class Deliveries {
  readonly #run: CaseRun;
  readonly #open = new Set<Delivery>();

  constructor(run: CaseRun) {
    this.#run = run;
  }

  /** Starts the queued deliveries. */
  startQueued(): void {
    for (const delivery of this.#run.queuedDeliveries.splice(0)) {
      this.#open.add(delivery);
      void this.#deliver(delivery);
    }
  }

  settled(): boolean {
    return this.#open.size === 0 && this.#run.queuedDeliveries.length === 0;
  }

  open(): readonly Delivery[] {
    return [...this.#open, ...this.#run.queuedDeliveries];
  }

  async #deliver(delivery: Delivery): Promise<void> {
    try {
      const outcome = await deliver.executeWithOptions(
        { summary: deliverySummary(this.#run, delivery), priority: this.#priority(delivery) },
        [delivery],
      );
      this.#run.noteDelivered(delivery, outcome);
    } catch {
      // The notification rows show who was not reached; the case goes on.
      log.warn('a delivery was given up', { no: delivery.no });
      this.#run.noteDelivered(delivery);
    } finally {
      this.#open.delete(delivery);
      showDetails(this.#run);
    }
  }

  /** Of several lapses at once the severe ones are told first. */
  #priority(delivery: Delivery): Priority {
    const clocks = delivery.items.map((item) => item.key.split('/')[0] ?? '');
    return priorityOf(this.#run.pack, clocks, this.#run.base.speed !== 1);
  }
}
