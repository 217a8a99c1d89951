#!/usr/bin/env node
// The command `redress`: `npx redress` in the clone, anywhere after `npm link`. Files are those of the folder one is
// in.
process.argv.splice(2, 0, 'redress');
await import('./bootstrap.mjs');
