#!/bin/sh
# Makes or upgrades the tables of Temporal's two databases. Harmless to repeat; run it before every upgrade of the server.
# SQL_PLUGIN, SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD are the tool's own settings.
set -eu
for database in temporal temporal_visibility; do
  case "$database" in
    temporal) schema=postgresql/v12/temporal ;;
    *) schema=postgresql/v12/visibility ;;
  esac
  temporal-sql-tool --db "$database" setup-schema -v 0.0
  temporal-sql-tool --db "$database" update-schema --schema-name "$schema"
  echo "the tables of $database are up to date"
done
