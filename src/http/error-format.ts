/** How one application writes its errors. */
export interface ErrorFormat {
  readonly contentType: string;
  /**
   * The body of an error.
   * @param status the HTTP status: 400 to 599
   * @param detail one sentence for the sender, without any part of the request
   */
  bodyOf(status: number, detail: string): string;
}

/** The HTTP status that an error asks for; 500 where it asks for none. */
export function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

/** The sentence that the sender may read. The error's own message is not passed on: it may hold the URL, and so a signature or a secret path. */
export function detailOf(status: number): string {
  return status >= 500 ? 'failed inside' : 'the request could not be read';
}
