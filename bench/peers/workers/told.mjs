/**
 * What every peer does when a deadline has come: one POST to the sink, under the deadline's id. Anything but 2xx is an
 * error.
 */

/**
 * @param {string} id the deadline
 * @returns {Promise<void>}
 */
export async function tell(id) {
  const answer = await fetch(`${process.env.SINK_URL}?peer=${process.env.PEER}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify({ id }),
    signal: AbortSignal.timeout(15_000),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
}
