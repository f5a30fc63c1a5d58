const claims = new Map<string, Promise<boolean | null>>();

/**
 * Returns whether the campaign may be shown, or null where nobody knows. It is asked once, however often
 * React mounts what shows it.
 */
export function claimOnce(decisionId: string): Promise<boolean | null> {
  let claim = claims.get(decisionId);
  if (claim === undefined) {
    claim = post('claims', { decisionId }).then((answer) =>
      typeof answer === 'boolean' ? answer : null,
    );
    claims.set(decisionId, claim);
  }
  return claim;
}

/** Reports what the visitor did, also when the page is left with it. */
export function report(decisionId: string, kind: 'CLICK' | 'CLOSE'): void {
  void post('interactions', { id: crypto.randomUUID(), decisionId, kind });
}

/** Returns the answer of the shop's own server, or null: without Segue the page stays as it is. */
export async function post(name: string, body: object): Promise<unknown> {
  try {
    const response = await fetch(`/api/segue/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: true,
    });
    return response.status === 200 ? await response.json() : null;
  } catch {
    return null;
  }
}
