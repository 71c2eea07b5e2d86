/** A folder that never goes quiet is read all the same after so long, in milliseconds. */
const MAX_QUIET_WAIT_MS = 2_000;

/** Says when a folder has changed and gone quiet: editors, checkouts and copies write several files. */
export class SettledChanges {
  /** The stamp of the folder as it was read or reported last. */
  private known: string | null = null;
  private changing: { readonly stamp: string; readonly since: number } | null = null;

  /** Whether a change was seen that has not settled yet. */
  get isChanging(): boolean {
    return this.changing !== null;
  }

  /** The folder was read as this stamp says. */
  wasRead(stamp: string): void {
    this.known = stamp;
    this.changing = null;
  }

  /**
   * The folder was looked at.
   * @param now milliseconds of a clock that never steps
   * @returns whether a change has settled that was not known
   */
  see(stamp: string, now: number): boolean {
    if (stamp === this.known) {
      this.changing = null;
      return false;
    }
    const since = this.changing?.since ?? now;
    const isQuiet = this.changing?.stamp === stamp;
    this.changing = { stamp, since };
    if (!isQuiet && now - since < MAX_QUIET_WAIT_MS) return false;
    this.wasRead(stamp);
    return true;
  }
}
