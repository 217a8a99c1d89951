/** Exported by `workflows/`. */
export const PREFLIGHT_WORKFLOW = 'preflight';

/** Id of the namespace's one schedule, and prefix of its run ids. */
export const PREFLIGHT_SCHEDULE = 'preflight';
