import type { Engine } from "../commands/engine.ts";

/** Why the store refuses writes; `undefined` when it accepts them. */
export type StoreProblem = string | undefined;

const probeMilliseconds = 1_000;

/** Tracks whether the disk is full, reports each change once, and tries every second whether there is room again. */
export class DiskWatch {
  readonly #engine: Engine;
  readonly #changed: (problem: StoreProblem) => void;
  readonly #isBusy: () => boolean;
  #timer: NodeJS.Timeout | undefined;

  /** `isBusy` says whether a transaction is open; no trial is made then. */
  constructor(engine: Engine, changed: (problem: StoreProblem) => void, isBusy: () => boolean) {
    this.#engine = engine;
    this.#changed = changed;
    this.#isBusy = isBusy;
  }

  /** Records that a write failed because the disk is full. */
  foundFull(reason: string): void {
    if (this.#timer) {
      return;
    }
    const message = "The disk of the store is full; writes are refused until there is room";
    this.#engine.notice({ level: "error", message, details: { code: "SQLITE_FULL", reason } });
    this.#changed(message);
    this.#timer = setInterval(() => this.#probe(), probeMilliseconds);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #probe(): void {
    if (this.#isBusy() || !hasRoom(this.#engine)) {
      return;
    }
    this.stop();
    this.#engine.notice({
      level: "warn",
      message: "The disk of the store has room again",
      details: {},
    });
    this.#changed(undefined);
  }
}

/** Says whether a row of 256 KB can be stored, by storing and removing one. */
function hasRoom({ file }: Engine): boolean {
  try {
    file.exec("BEGIN IMMEDIATE");
    file.exec("CREATE TABLE room (bytes BLOB); INSERT INTO room VALUES (zeroblob(262144)); COMMIT");
    file.exec("DROP TABLE room");
    return true;
  } catch {
    try {
      file.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself.
    }
    return false;
  }
}
