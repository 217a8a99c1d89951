import { isAlive } from '../../runtime/machine/processes.ts';
import type { Part } from '../../test/support/servers/runningInstallation.ts';
import type { ServerKind } from '../engines/servers.ts';
import type { Books } from './books.ts';
import { CommitHold } from './commitHold.ts';
import type { KillBed } from './killBed.ts';
import { MigrationTrial } from './migrationTrial.ts';
import type { Sinks } from './sinks.ts';
import type { Stroke } from './strokes.ts';

/** How long an aimed kill waits for its moment; longer would hold up everybody else. */
const MOMENT_MS = 3_000;
/** Longer than the slowest way back: PostgreSQL first, and a Temporal on it after it. */
const UP_AGAIN_MS = 120_000;

/** Carries strokes out and writes down what became of them. */
export class Killer {
  readonly #bed: KillBed;
  readonly #server: ServerKind;
  readonly #sinks: Sinks;
  readonly #books: Books;
  readonly #hold: CommitHold;
  readonly #migration: MigrationTrial;

  constructor(parts: {
    readonly bed: KillBed;
    readonly server: ServerKind;
    readonly sinks: Sinks;
    readonly books: Books;
  }) {
    this.#bed = parts.bed;
    this.#server = parts.server;
    this.#sinks = parts.sinks;
    this.#books = parts.books;
    this.#hold = new CommitHold(parts.bed.ready.database);
    this.#migration = new MigrationTrial(parts.bed.ready.database);
  }

  /** Half-done migrations found so far; there should be none. */
  get halfDone(): readonly string[] {
    return this.#migration.halfDone;
  }

  /** Waits for the parts to be up, then for the moment, then kills. */
  async strike(number: number, stroke: Stroke): Promise<void> {
    // A PostgreSQL that dies whenever it is just back would keep the Temporal that stands on it from ever starting.
    const starved = this.#server === 'postgres' && stroke.parts.includes('postgres');
    await this.untilUp(starved ? [...stroke.parts, 'temporal'] : stroke.parts);
    const { met, killed, at } = await this.#aimed(stroke);
    this.#books.struck({ stroke: number, name: stroke.name, at, killed, met });
  }

  /** Waits until these parts run; throws when one does not come back. */
  async untilUp(parts: readonly Part[]): Promise<void> {
    const deadline = Date.now() + UP_AGAIN_MS;
    while (!parts.every((part) => isAlive(this.#pid(part)))) {
      if (Date.now() > deadline)
        throw new Error(
          `not up again within ${UP_AGAIN_MS / 1000} s: ` +
            parts.filter((part) => !isAlive(this.#pid(part))).join(', '),
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #aimed(
    stroke: Stroke,
  ): Promise<{ readonly met: boolean; readonly killed: readonly string[]; readonly at: number }> {
    const kill = (): { readonly killed: readonly string[]; readonly at: number } => ({
      killed: this.#kill(stroke.parts),
      at: Date.now(),
    });
    switch (stroke.aim) {
      case undefined:
        return { met: true, ...kill() };
      case 'mail': {
        const met = await this.#sinks.holdMail(MOMENT_MS);
        const done = kill();
        this.#sinks.releaseMail();
        return { met, ...done };
      }
      case 'migration': {
        const met = await this.#migration.begin(MOMENT_MS);
        const done = kill();
        await this.untilUp(['postgres']);
        await this.#migration.finish();
        return { met, ...done };
      }
      default: {
        const { aim } = stroke;
        const met = await this.#hold
          .begin()
          .then(() => this.#hold.until(aim, MOMENT_MS))
          .catch(() => false);
        const done = kill();
        await this.#hold.release();
        return { met, ...done };
      }
    }
  }

  #kill(parts: readonly Part[]): readonly string[] {
    return parts.filter((part) => {
      const pid = this.#pid(part);
      if (!isAlive(pid)) return false;
      process.kill(pid, 'SIGKILL');
      return true;
    });
  }

  /** 0, which is nobody's, while a part leaves no trace of itself. */
  #pid(part: Part): number {
    try {
      const pid = this.#bed.pid(part);
      return Number.isInteger(pid) && pid > 0 ? pid : NOBODY;
    } catch {
      return NOBODY;
    }
  }
}

/** A pid that no system gives out. */
const NOBODY = 2 ** 30;
