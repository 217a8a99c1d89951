import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { EnginePack } from '../domain/pack.ts';

/** The rules a case travels with, as bytes: about a fifth of the JSON, so that a whole life stays small (ADR 0007). */
export function deflateRules(pack: EnginePack): Uint8Array {
  return deflateSync(strToU8(JSON.stringify(pack)), { level: 9 });
}

/** Back from the bytes. */
export function inflateRules(bytes: Uint8Array): EnginePack {
  return JSON.parse(strFromU8(inflateSync(bytes))) as EnginePack;
}
