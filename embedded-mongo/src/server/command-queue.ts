import type { Engine } from "../commands/engine.ts";
import { errorReply, type PreparedCommand, runCommand } from "../commands/run-command.ts";
import { MongoError } from "../errors/mongo-error.ts";

type Waiting = { run(): Uint8Array; answer(reply: Uint8Array): void };

/**
 * Runs commands. A read is answered at once. The writes that arrive in one moment are taken together: they share one
 * transaction and one sync of the disk and are answered when that is done.
 */
export class CommandQueue {
  private readonly engine: Engine;
  private writes: Waiting[] = [];
  private isScheduled = false;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Runs a command, a write a moment later; `answer` is called exactly once. */
  submit(command: PreparedCommand, answer: (reply: Uint8Array) => void): void {
    const waiting = { run: () => runCommand(command), answer };
    if (command.kind === "read") {
      answer(this.attempt(waiting));
      return;
    }
    this.writes.push(waiting);
    this.schedule();
  }

  /** Runs something of our own among the writes. */
  submitWork(work: () => void): void {
    this.writes.push({
      run() {
        work();
        return new Uint8Array();
      },
      answer: () => {},
    });
    this.schedule();
  }

  /** Runs the writes that wait, now. */
  flush(): void {
    this.isScheduled = false;
    const { writes } = this;
    this.writes = [];
    if (writes.length === 0) return;
    const replies = this.together(writes);
    for (const [at, write] of writes.entries()) write.answer(replies[at]!);
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.flush());
  }

  // A command's own failure is an answer; only a failure of the file undoes the others with it, and then each is tried alone.
  private together(writes: readonly Waiting[]): Uint8Array[] {
    const { file, catalog } = this.engine;
    try {
      file.exec("BEGIN IMMEDIATE");
      const replies = writes.map((write) => {
        try {
          return write.run();
        } catch (error) {
          if (error instanceof MongoError) return errorReply(error);
          throw error;
        }
      });
      catalog.writeSizes();
      file.exec("COMMIT");
      return replies;
    } catch (error) {
      this.undo();
      if (writes.length > 1) return writes.flatMap((write) => this.together([write]));
      return [this.failed(error)];
    }
  }

  private undo(): void {
    const { file, catalog } = this.engine;
    try {
      file.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full.
    }
    catalog.load();
  }

  private attempt(read: Waiting): Uint8Array {
    try {
      return read.run();
    } catch (error) {
      return error instanceof MongoError ? errorReply(error) : this.failed(error);
    }
  }

  private failed(error: unknown): Uint8Array {
    const { message, stack, code } = error as Error & { code?: string };
    this.engine.notice({ message: `The store failed: ${message}`, details: { code, stack } });
    return errorReply(error);
  }
}
