import { defineModel } from "./define-model.ts";

/** A server process as others know it. */
export interface ProcessFields {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly seenAt: number;
  /** Whether a client is connected there, so that it needs events of other processes. */
  readonly listening: boolean;
  /** Of the program; absent in records of older ones. */
  readonly version?: string;
  /** Epoch milliseconds. */
  readonly startedAt?: number;
}

/** The server processes that share the store. */
export const processes = defineModel<ProcessFields>(
  "processes",
  {
    owner: String,
    host: String,
    pid: Number,
    seenAt: Number,
    listening: Boolean,
    version: String,
    startedAt: Number,
  },
  [[{ owner: 1 }, { unique: true }]],
);
