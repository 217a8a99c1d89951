/** The product's own embedded PostgreSQL, from its build. */

const built = await import(new URL('../../dist/runtime/postgres/postgres.js', import.meta.url).href);

/** @type {typeof import('../../runtime/postgres/postgres.ts').startPostgres} */
export const startPostgres = built.startPostgres;
