import type { Engine } from "../commands/engine.ts";

/** What is known of the disk's room. */
export type DiskState = { isFull: boolean; reason?: string };

/** Remembers whether the disk is full and says so once each time. */
export class DiskWatch {
  private readonly notice: Engine["notice"];
  private readonly changed: (state: DiskState) => void;
  private full = false;

  constructor(notice: Engine["notice"], changed: (state: DiskState) => void) {
    this.notice = notice;
    this.changed = changed;
  }

  /** Notes that a write found no room. */
  isFull(reason: string): void {
    if (this.full) return;
    this.full = true;
    this.notice({
      level: "error",
      message: "The disk of the store is full; writes are refused until there is room",
      details: { code: "SQLITE_FULL", reason },
    });
    this.changed({ isFull: true, reason });
  }

  /** Notes that a write has been stored. */
  wrote(): void {
    if (!this.full) return;
    this.full = false;
    this.notice({ level: "warn", message: "The disk of the store has room again", details: {} });
    this.changed({ isFull: false });
  }
}
