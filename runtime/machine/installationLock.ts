import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BilingualError } from '../../language/bilingual.ts';
import { isAlive } from './processes.ts';

export class InstallationBusy extends BilingualError {
  readonly pid: number;
  constructor(pid: number) {
    super({
      zh: `Redress 已在此数据目录上运行(进程 ${pid})`,
      en: `Redress runs on this data folder already (process ${pid})`,
    });
    this.pid = pid;
  }
}

/** Takes the folder, even from a dead process; throws `InstallationBusy`. Returns the release. */
export function lockInstallation(folder: string): () => void {
  const file = join(folder, 'up.lock');
  for (;;) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(file, 'utf8'));
      if (pid !== process.pid && Number.isInteger(pid) && pid > 0 && isAlive(pid)) throw new InstallationBusy(pid);
      rmSync(file, { force: true });
    }
  }
}
