import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { provenText } from '../../contracts/updateProof.ts';
import { PROOF_KEY } from '../../contracts/proofKey.ts';

const KEY = /^[0-9a-f]{64}$/;

/**
 * Whether it was the API that sent this Update to this case, a short while ago. Asked by validators alone: they are not
 * replayed, so no history depends on the key.
 */
export function isProven(no: string, action: string, update: unknown, proof: unknown): boolean {
  if (typeof proof !== 'object' || proof === null || !KEY.test(PROOF_KEY)) return false;
  const { until, mac } = proof as Readonly<Record<string, unknown>>;
  if (typeof until !== 'number' || typeof mac !== 'string' || until < Date.now()) return false;
  const right = hmac(sha256, hexToBytes(PROOF_KEY), utf8ToBytes(provenText(no, action, update, until)));
  return sameText(mac, bytesToHex(right));
}

/** Takes as long for every text of the same length. */
function sameText(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}
