/** The nightly look ahead, as processes speak of it. */

/** Exported function name in `workflows/`. */
export const PREFLIGHT_WORKFLOW = 'preflight';

/** Id of the one schedule of a namespace, and beginning of the ids of its runs. */
export const PREFLIGHT_SCHEDULE = 'preflight';
