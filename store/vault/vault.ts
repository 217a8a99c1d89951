/** Seals personal data by AES-256-GCM: a random key for each complaint, wrapped by the master key. */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Derived from the master key (32 bytes). */
export type Keys = Readonly<{
  wrapping: Buffer;
  index: Buffer;
  /** Proves to a case that the API looked up the actor. */
  proof: Buffer;
}>;

/** One key for each use, so that none weakens another. */
export function deriveKeys(master: Buffer): Keys {
  if (master.length !== 32) throw new Error('the master key must be 32 bytes (base64 of 32 random bytes)');
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `redress/${purpose}`, 32));
  return { wrapping: derive('wrap'), index: derive('index'), proof: derive('proof') };
}

/** Reveals nothing of the key. */
export function keyId(keys: Keys): string {
  return createHmac('sha256', keys.index).update('key-id').digest('hex').slice(0, 8);
}

export function newDataKey(keys: Keys, no: string): Readonly<{ key: Buffer; wrapped: Buffer }> {
  const key = randomBytes(32);
  return { key, wrapped: seal(keys.wrapping, `${no}/key`, key) };
}

export function unwrapKey(keys: Keys, no: string, wrapped: Buffer): Buffer {
  return unseal(keys.wrapping, `${no}/key`, wrapped);
}

/** Bound to its `place` (case and field): it opens nowhere else. */
export function seal(key: Buffer, place: string, value: Buffer | string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const body = [cipher.update(typeof value === 'string' ? Buffer.from(value, 'utf8') : value), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...body]);
}

/** Throws when the key, the place or a byte differs. */
export function unseal(key: Buffer, place: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE));
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}

export function unsealField(keys: Keys, no: string, wrapped: Buffer, field: string, sealed: Buffer): string {
  return unseal(unwrapKey(keys, no, wrapped), `${no}/${field}`, sealed).toString('utf8');
}

/** Finds equal values without storing them. */
export function blindIndex(keys: Keys, kind: string, value: string): string {
  return createHmac('sha256', keys.index).update(`${kind}\n${value}`).digest('base64url');
}

/** 16 random digits. */
export function newReceiptCode(): string {
  return Array.from({ length: 4 }, () => String(randomInt(10_000)).padStart(4, '0')).join('');
}
