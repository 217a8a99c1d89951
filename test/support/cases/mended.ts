import { mendCase } from '../../../cli/repair/mendCase.ts';
import { engineNames } from '../../../contracts/engineNames.ts';
import type { TestApi } from './testApi.ts';

/** As `redress reconcile <no>` does, perhaps with `--anew`. */
export function mended(
  { db, client, packs, gateway }: TestApi,
  no: string,
  anew: boolean,
): ReturnType<typeof mendCase> {
  return mendCase({ db, client, packs, gateway, workflowType: engineNames().complaint, anew }, no);
}
