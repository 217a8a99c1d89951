/** A Temporal server that the bench is to use instead of the embedded one. */
export interface TemporalServer {
  /** `host:port` */
  readonly address: string;
  /** Process whose core-milliseconds and memory are read. */
  readonly pid: number;
  /** For the head of the table, e.g. `server 1.31.2 on PostgreSQL`. */
  readonly description: string;
  readonly stop: () => Promise<void>;
}
