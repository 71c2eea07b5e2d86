import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The one before it on its connection, while that is not answered. */
  readonly before: Exchange | null;
}

/** Remembers the last exchanges of each connection, for errors that come on it later. */
export class ExchangeTracker {
  private readonly last = new WeakMap<Duplex, Exchange>();

  begin(request: IncomingMessage, response: ServerResponse): void {
    const last = this.last.get(request.socket);
    const before = last === undefined || last.response.writableFinished ? null : last;
    this.last.set(request.socket, { request, response, before });
  }

  /**
   * Calls back once every request that came whole on a connection is answered. Node sends the responses of a connection in their order, so
   * the last of them is waited for.
   */
  whenAnswered(socket: Duplex, then: () => void): void {
    const last = this.last.get(socket) ?? null;
    // An error inside a request ends that request; the ones before it are still answered.
    const due = last?.request.complete === false ? last.before : last;
    if (due === null || due.response.writableFinished) then();
    else due.response.once('close', then);
  }
}
