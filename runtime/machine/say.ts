/** English first: benches take only that. */
export type Say = (en: string, zh: string) => void;
