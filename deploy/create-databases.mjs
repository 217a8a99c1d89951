#!/usr/bin/env node
// A role and a database for Redress, a role and two databases for Temporal. Harmless to repeat: passwords are set
// again, data are left alone.
import pg from 'pg';

const { POSTGRES_URL, REDRESS_DB_PASSWORD, TEMPORAL_DB_PASSWORD } = process.env;
const missing = Object.entries({ POSTGRES_URL, REDRESS_DB_PASSWORD, TEMPORAL_DB_PASSWORD }).flatMap(([name, value]) =>
  value ? [] : [name],
);
if (missing.length > 0) {
  process.stderr.write(`must be set: ${missing.join(', ')}\n`);
  process.exit(1);
}
const OWNERS = {
  redress: { password: REDRESS_DB_PASSWORD, databases: ['redress'] },
  temporal: { password: TEMPORAL_DB_PASSWORD, databases: ['temporal', 'temporal_visibility'] },
};
const client = new pg.Client({ connectionString: POSTGRES_URL, connectionTimeoutMillis: 10_000 });
try {
  await client.connect();
  for (const [role, { password, databases }] of Object.entries(OWNERS)) {
    const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
    await client.query(
      `${known.rowCount === 0 ? 'create' : 'alter'} role ${role} login password ${client.escapeLiteral(password)}`,
    );
    for (const database of databases) {
      const found = await client.query('select 1 from pg_database where datname = $1', [database]);
      await client.query(
        found.rowCount === 0
          ? `create database ${database} owner ${role}`
          : `alter database ${database} owner to ${role}`,
      );
      await client.query(`revoke all on database ${database} from public`);
    }
  }
  process.stdout.write('databases redress, temporal and temporal_visibility are there, each for its own role\n');
} catch (error) {
  process.stderr.write(`the databases could not be made: ${error.message || error.code}\n`);
  process.exitCode = 1;
} finally {
  await client.end().catch(() => {});
}
