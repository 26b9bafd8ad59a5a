import type { Engine } from "../commands/engine.ts";
import { errorReply, type PreparedCommand, runCommand } from "../commands/run-command.ts";
import { MongoError, mongoError } from "../errors/mongo-error.ts";
import type { Steps } from "../task/pause.ts";
import { DiskWatch, type StoreProblem } from "./disk-watch.ts";

/** A command, or a task of the store. */
interface Job {
  readonly isWrite: boolean;
  /** Starts the job, again after a rollback. */
  start(): Steps<Uint8Array>;
  /** Begins the next time slice. */
  resume(): void;
  /** Ends the job; called once. */
  finish(reply: Uint8Array): void;
}

/** A job that runs, and its remaining steps. */
interface Running {
  readonly job: Job;
  readonly steps: Steps<Uint8Array>;
}

/** How long the transaction of a long write may stay open, in milliseconds. */
const openMilliseconds = 50;

/**
 * Runs commands. A read starts at once. Writes that arrive in the same tick share one transaction and one sync of the
 * disk; their replies are sent after it. A long command yields every few milliseconds and continues in turn with the
 * others; a long write commits its progress.
 */
export class CommandQueue {
  readonly #engine: Engine;
  readonly #disk: DiskWatch;
  #writes: Job[] = [];
  #paused: Running[] = [];
  #isScheduled = false;
  #isClosed = false;
  /** The open transaction of a long write that has yielded. */
  #open: { readonly job: Job; readonly since: number } | undefined;

  constructor(engine: Engine, onProblem: (problem: StoreProblem) => void) {
    this.#engine = engine;
    this.#disk = new DiskWatch(engine, onProblem, () => this.#open !== undefined);
  }

  /** Runs a command, a write in the next tick. Calls `answer` exactly once. */
  submit(prepared: PreparedCommand, answer: (reply: Uint8Array) => void): void {
    const { command, call } = prepared;
    const job: Job = {
      isWrite: command.kind === "write",
      start: () => runCommand(prepared),
      resume: () => call.task.resume(),
      finish: (reply) => {
        if (!call.task.isKept) {
          call.task.end();
        }
        answer(reply);
      },
    };
    if (this.#isClosed) {
      job.finish(interrupted());
    } else if (job.isWrite) {
      this.#writes.push(job);
      this.#schedule();
    } else {
      this.#runSlice({ job, steps: job.start() });
    }
  }

  /** Runs a task of the store among the writes, once. */
  submitWork(work: () => void): void {
    if (this.#isClosed) {
      return;
    }
    this.#writes.push({
      isWrite: true,
      // biome-ignore lint/correctness/useYield: the task is short.
      *start() {
        work();
        return new Uint8Array();
      },
      resume: () => {},
      finish: () => {},
    });
    this.#schedule();
  }

  /** Runs the waiting writes, ends paused jobs with an error, and refuses later commands. */
  close(): void {
    this.#runWrites(this.#writes.splice(0));
    this.#isClosed = true;
    for (const { job, steps } of this.#paused.splice(0)) {
      steps.return(new Uint8Array());
      job.finish(interrupted());
    }
    this.#disk.stop();
    try {
      this.#commitOpen();
    } catch (error) {
      this.#failed(error);
    }
  }

  #schedule(): void {
    if (this.#isScheduled || (this.#writes.length === 0 && this.#paused.length === 0)) {
      return;
    }
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#runWrites(this.#writes.splice(0));
      const paused = this.#paused.shift();
      if (paused) {
        paused.job.resume();
        this.#runSlice(paused);
      }
      this.#schedule();
    });
  }

  /** Sends the reply of a job that has ended; continues the others later. */
  #settle(running: Running, reply: Uint8Array | undefined): void {
    if (reply) {
      running.job.finish(reply);
    } else {
      this.#paused.push(running);
      this.#schedule();
    }
  }

  /** Runs one time slice of a read, or of a write that has yielded. */
  #runSlice(running: Running): void {
    const { job, steps } = running;
    let reply: Uint8Array | undefined;
    try {
      if (job.isWrite && this.#open?.job !== job) {
        // While no other write arrives, the slices of a long write share one sync of the disk.
        this.#commitOpen();
        this.#engine.file.exec("BEGIN IMMEDIATE");
        this.#open = { job, since: performance.now() };
      }
      reply = step(steps);
      const openedAt = this.#open?.since ?? 0;
      if (job.isWrite && (reply || performance.now() - openedAt > openMilliseconds)) {
        this.#commit();
      }
    } catch (error) {
      if (job.isWrite) {
        this.#undo();
      }
      reply = this.#failed(error);
    }
    this.#settle(running, reply);
  }

  /** Starts writes in one transaction. A failure of the file rolls all back; then each is tried alone. */
  #runWrites(jobs: readonly Job[]): void {
    if (jobs.length === 0) {
      return;
    }
    const begun: { running: Running; reply: Uint8Array | undefined }[] = [];
    try {
      this.#commitOpen();
      this.#engine.file.exec("BEGIN IMMEDIATE");
      for (const job of jobs) {
        job.resume();
        const steps = job.start();
        begun.push({ running: { job, steps }, reply: step(steps) });
      }
      this.#commit();
    } catch (error) {
      this.#undo();
      if (jobs.length === 1) {
        const reply = this.#failed(error);
        jobs[0]?.finish(reply);
      } else {
        for (const job of jobs) {
          this.#runWrites([job]);
        }
      }
      return;
    }
    for (const { running, reply } of begun) {
      this.#settle(running, reply);
    }
  }

  #commitOpen(): void {
    if (this.#open) {
      this.#commit();
    }
  }

  #commit(): void {
    this.#engine.catalog.writeSizes();
    this.#engine.file.exec("COMMIT");
    this.#open = undefined;
  }

  #undo(): void {
    const { file, catalog } = this.#engine;
    this.#open = undefined;
    try {
      file.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full.
    }
    catalog.load();
  }

  #failed(error: unknown): Uint8Array {
    const { message, stack, code } = error as Error & { code?: string };
    if (code === "SQLITE_FULL") {
      this.#disk.foundFull(message);
      return errorReply(mongoError(14031, "The disk of the store is full"));
    }
    this.#engine.notice({
      level: "error",
      message: `failed to run a command: ${message}`,
      details: { code, stack },
    });
    return errorReply(mongoError(1, "The store failed; its log says why"));
  }
}

const interrupted = (): Uint8Array => errorReply(mongoError(11600, "interrupted at shutdown"));

/** Runs a job until it yields or ends; returns its reply if it has ended. An error of a command is its reply. */
function step(steps: Steps<Uint8Array>): Uint8Array | undefined {
  try {
    const { done, value } = steps.next();
    return done ? value : undefined;
  } catch (error) {
    if (error instanceof MongoError) {
      return errorReply(error);
    }
    throw error;
  }
}
