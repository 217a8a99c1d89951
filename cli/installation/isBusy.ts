/** The service did not look at the request (408: its body was too slow), so the same may be asked again. */
export function isBusy(status: number): boolean {
  return status === 408 || status === 429 || status === 503;
}
