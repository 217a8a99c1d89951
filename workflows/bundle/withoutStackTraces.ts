/**
 * Part of the bundle of a worker that serves. For every promise of a workflow the SDK takes a stack trace, at the price
 * of about a fifth of all the worker does; where no error has one it takes none. Replays are bundled without this
 * module: that is where a stack is looked for.
 */
(Error as unknown as { stackTraceLimit: number | undefined }).stackTraceLimit = undefined;
