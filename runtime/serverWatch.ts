import { backOff } from './machine/backOff.ts';
import { isAlive } from './machine/processes.ts';
import type { Say } from './machine/say.ts';

const LOOK_EVERY_MS = 1_000;

export type WatchedServer = Readonly<{
  name: string;
  pid: number;
  /** On the same address. */
  restart: () => Promise<{ readonly pid: number }>;
}>;

/**
 * Restarts a server that dies. It is no child of ours, so we poll. Returns what ends the watch and gives the present
 * pid.
 */
export function watchServer({ name, restart, ...server }: WatchedServer, say: Say): () => number {
  const nextWait = backOff();
  let { pid } = server;
  let since = Date.now();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = (): void => {
    if (!stopped) timer = setTimeout(() => (isAlive(pid) ? look() : again()), LOOK_EVERY_MS);
  };
  const again = (): void => {
    const wait = nextWait(Date.now() - since);
    say(`${name} died; starting it again in ${wait / 1000} s`, `${name} 已中断;${wait / 1000} 秒后重新启动`);
    timer = setTimeout(() => {
      if (stopped) return;
      since = Date.now();
      restart().then((started) => {
        ({ pid } = started);
        say(`${name} is up again`, `${name} 已恢复运行`);
        look();
      }, again);
    }, wait);
  };
  look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return pid;
  };
}
