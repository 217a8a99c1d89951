export { complaint } from './complaint.ts';
export { preflight } from './preflight.ts';
