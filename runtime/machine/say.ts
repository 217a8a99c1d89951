/** Tells a person how far something is. English comes first: who takes one text, as benches do, gets that. */
export type Say = (en: string, zh: string) => void;
