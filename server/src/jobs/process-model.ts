import { defineModel } from "../store/define-model.ts";

/** A server process as others know it. */
export interface ProcessFields {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly seenAt: number;
}

/** The server processes that share the store. */
export const processes = defineModel<ProcessFields>(
  "processes",
  { owner: String, host: String, pid: Number, seenAt: Number },
  [[{ owner: 1 }, { unique: true }]],
);
