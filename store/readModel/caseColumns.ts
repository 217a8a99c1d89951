/** SQL from `complaints c` and `cases v`. */

/** `PackRef` that the case was opened under. */
export const OPENED_UNDER = "jsonb_build_object('id', c.pack_id, 'version', c.pack_version, 'hash', c.pack_hash)";

/** `PackRef` in force for the case. */
export const PACK = `coalesce(v.state -> 'pack', ${OPENED_UNDER})`;

/** `TimeBase`. */
export const BASE = "jsonb_build_object('origin', (extract(epoch from c.origin) * 1000)::bigint, 'speed', c.speed)";
