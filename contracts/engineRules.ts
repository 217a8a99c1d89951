import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { EnginePack } from '../domain/pack/pack.ts';

/** Packs kept; beyond that it is only slower. */
const KEPT = 32;

const deflated = new WeakMap<EnginePack, Uint8Array>();
const inflated: { readonly bytes: Uint8Array; readonly pack: EnginePack }[] = [];

/** A fifth of the JSON, so that histories stay small (ADR 0007). The same object is deflated once. */
export function deflateRules(pack: EnginePack): Uint8Array {
  const known = deflated.get(pack);
  if (known !== undefined) return known;
  const bytes = deflateSync(strToU8(JSON.stringify(pack)), { level: 9 });
  deflated.set(pack, bytes);
  return bytes;
}

/** Equal bytes give the same object, shared by thousands of cases and frozen. */
export function inflateRules(bytes: Uint8Array): EnginePack {
  const known = inflated.find((one) => isSame(one.bytes, bytes));
  if (known !== undefined) return known.pack;
  const pack = frozen(JSON.parse(strFromU8(inflateSync(bytes))) as EnginePack);
  inflated.unshift({ bytes: bytes.slice(), pack });
  inflated.length = Math.min(inflated.length, KEPT);
  return pack;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // From the end: packs mostly share their beginnings.
  for (let index = a.length - 1; index >= 0; index -= 1) if (a[index] !== b[index]) return false;
  return true;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
