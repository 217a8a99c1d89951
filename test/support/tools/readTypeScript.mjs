import { register } from 'node:module';

register('./typesAway.mjs', import.meta.url);
