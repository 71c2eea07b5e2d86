/** The two questions of an orchestrator, answered alike on every port. */
export abstract class ReadinessProbe {
  /** Whether traffic should come: 200, or 503 with the reason in the body. */
  abstract ready(): { readonly status: 200 | 503; readonly body: object };
}

/** The answer to the other question: the process turns its event loop. */
export const LIVE = { status: 'ok' } as const;
