const keptMilliseconds = 30 * 60_000;
const mostSessions = 100_000;

/** The sessions in which clients have sent commands, and when they last did. */
export class KnownSessions {
  private readonly lastUse = new Map<string, number>();

  /** Notes a command in a session; the one used last is always at the end. */
  note(session: string): void {
    this.lastUse.delete(session);
    this.lastUse.set(session, Date.now());
    if (this.lastUse.size > mostSessions) this.forget(this.lastUse.keys().next().value as string);
  }

  forget(session: string): void {
    this.lastUse.delete(session);
  }

  forgetAll(): void {
    this.lastUse.clear();
  }

  /** The sessions that have not timed out, the longest unused first. */
  *all(): Generator<{ session: string; lastUse: Date }> {
    const since = Date.now() - keptMilliseconds;
    for (const [session, at] of this.lastUse) {
      if (at < since) this.lastUse.delete(session);
      else yield { session, lastUse: new Date(at) };
    }
  }
}
