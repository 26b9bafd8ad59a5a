import type { Engine } from "../commands/engine.ts";
import { errorReply, type PreparedCommand, runCommand } from "../commands/run-command.ts";
import { MongoError, mongoError } from "../errors/mongo-error.ts";
import type { Steps } from "../task/pause.ts";
import { DiskWatch, type StoreProblem } from "./disk-watch.ts";

/** A unit of work: a command, or a task of the store. */
interface Job {
  readonly isWrite: boolean;
  /** Starts the job, again after a rollback. */
  start(): Steps<Uint8Array>;
  /** Begins the next time slice. */
  resume(): void;
  /** Called once, at the end. */
  end(): void;
  answer(reply: Uint8Array): void;
}

/** A job that has yielded, and its remaining steps. */
interface Paused {
  readonly job: Job;
  readonly steps: Steps<Uint8Array>;
}

/** How long the transaction of a long write may stay open, in milliseconds. */
const openMilliseconds = 50;

/** A reply, or nothing yet. */
type Outcome = Uint8Array | undefined;

/**
 * Runs commands. A read starts at once. Writes that arrive in the same tick share one transaction and one sync of the
 * disk; their replies are sent after it. A long command yields every few milliseconds and continues in turn with the
 * others; a long write commits its progress.
 */
export class CommandQueue {
  readonly #engine: Engine;
  readonly #disk: DiskWatch;
  #writes: Job[] = [];
  #paused: Paused[] = [];
  #isFlushing = false;
  #isTurning = false;
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
      end: () => {
        if (!call.task.isKept) {
          call.task.end();
        }
      },
      answer,
    };
    if (this.#isClosed) {
      this.#finish(job, interrupted());
    } else if (job.isWrite) {
      this.#addWrite(job);
    } else {
      this.#turn({ job, steps: job.start() });
    }
  }

  /** Runs a task of the store among the writes, once. */
  submitWork(work: () => void): void {
    if (this.#isClosed) {
      return;
    }
    this.#addWrite({
      isWrite: true,
      // biome-ignore lint/correctness/useYield: the task is short.
      *start() {
        work();
        return new Uint8Array();
      },
      resume: () => {},
      end: () => {},
      answer: () => {},
    });
  }

  /** Runs the waiting writes, ends paused jobs with an error, and refuses later commands. */
  close(): void {
    this.#flush();
    this.#isClosed = true;
    for (const { job, steps } of this.#paused.splice(0)) {
      steps.return(new Uint8Array());
      this.#finish(job, interrupted());
    }
    this.#disk.stop();
    try {
      this.#commitOpen();
    } catch (error) {
      this.#failed(error);
    }
  }

  #addWrite(job: Job): void {
    this.#writes.push(job);
    if (this.#isFlushing) {
      return;
    }
    this.#isFlushing = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#isFlushing = false;
    const jobs = this.#writes;
    this.#writes = [];
    if (jobs.length === 0) {
      return;
    }
    const begun = this.#together(jobs);
    for (const [at, job] of jobs.entries()) {
      const { steps, outcome } = begun[at] as Begun;
      if (outcome) {
        this.#finish(job, outcome);
      } else {
        this.#giveWay({ job, steps });
      }
    }
  }

  #giveWay(paused: Paused): void {
    this.#paused.push(paused);
    if (this.#isTurning) {
      return;
    }
    this.#isTurning = true;
    setImmediate(() => this.#next());
  }

  #next(): void {
    this.#isTurning = false;
    const paused = this.#paused.shift();
    if (!paused) {
      return;
    }
    paused.job.resume();
    this.#turn(paused);
    if (this.#paused.length === 0 || this.#isTurning) {
      return;
    }
    this.#isTurning = true;
    setImmediate(() => this.#next());
  }

  /** Runs one time slice of a read, or of a write that has yielded. */
  #turn({ job, steps }: Paused): void {
    let outcome: Outcome;
    try {
      if (job.isWrite) {
        this.#openFor(job);
      }
      outcome = step(steps);
      if (job.isWrite && (outcome || this.#isLongOpen())) {
        this.#commit();
      }
    } catch (error) {
      if (job.isWrite) {
        this.#undo();
      }
      outcome = this.#failed(error);
    }
    if (outcome) {
      this.#finish(job, outcome);
    } else {
      this.#giveWay({ job, steps });
    }
  }

  // An error of a command is its reply. A failure of the file rolls all back; then each command is tried alone.
  #together(jobs: readonly Job[]): Begun[] {
    try {
      this.#commitOpen();
      this.#engine.file.exec("BEGIN IMMEDIATE");
      const begun = jobs.map((job) => {
        job.resume();
        const steps = job.start();
        return { steps, outcome: step(steps) };
      });
      this.#commit();
      return begun;
    } catch (error) {
      this.#undo();
      if (jobs.length > 1) {
        return jobs.flatMap((job) => this.#together([job]));
      }
      return jobs.map((job) => ({ steps: job.start(), outcome: this.#failed(error) }));
    }
  }

  /** Continues the transaction of a long write. While no other write arrives, its slices share one sync of the disk. */
  #openFor(job: Job): void {
    if (this.#open?.job === job) {
      return;
    }
    this.#commitOpen();
    this.#engine.file.exec("BEGIN IMMEDIATE");
    this.#open = { job, since: performance.now() };
  }

  #isLongOpen(): boolean {
    return this.#open !== undefined && performance.now() - this.#open.since > openMilliseconds;
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

  #finish(job: Job, reply: Uint8Array): void {
    job.end();
    job.answer(reply);
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

interface Begun {
  readonly steps: Steps<Uint8Array>;
  readonly outcome: Outcome;
}

/** Runs a job until it yields or ends. */
function step(steps: Steps<Uint8Array>): Outcome {
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
