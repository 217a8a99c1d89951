import { BackOff } from './machine/backOff.ts';
import { isAlive } from './machine/processes.ts';
import type { Say } from './machine/say.ts';

const LOOK_EVERY_MS = 1_000;

export type WatchedServer = Readonly<{
  name: string;
  pid: number;
  /** On the same address. */
  restart: () => Promise<{ readonly pid: number }>;
}>;

/** Restarts a server that dies. It is no child of ours, so we poll. */
export class ServerWatch {
  readonly #server: WatchedServer;
  readonly #say: Say;
  readonly #backOff = new BackOff();
  #pid: number;
  #since = Date.now();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(server: WatchedServer, say: Say) {
    this.#server = server;
    this.#pid = server.pid;
    this.#say = say;
    this.#look();
  }

  get pid(): number {
    return this.#pid;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #look(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      if (isAlive(this.#pid)) this.#look();
      else this.#again();
    }, LOOK_EVERY_MS);
  }

  #again(): void {
    const wait = this.#backOff.next(Date.now() - this.#since);
    this.#say(
      `${this.#server.name} died; starting it again in ${wait / 1000} s`,
      `${this.#server.name} 已中断;${wait / 1000} 秒后重新启动`,
    );
    this.#timer = setTimeout(() => {
      if (this.#stopped) return;
      this.#since = Date.now();
      this.#server.restart().then(
        ({ pid }) => {
          this.#pid = pid;
          this.#say(`${this.#server.name} is up again`, `${this.#server.name} 已恢复运行`);
          this.#look();
        },
        () => this.#again(),
      );
    }, wait);
  }
}
