import { defineModel } from "../../store/define-model.ts";

/** A call that its caller named by a key. */
interface KeyedCallFields {
  fingerprint: string;
  /** `done` calls have a reply; `unknown` ones failed on the way, and may have had their effect. */
  state: "running" | "done" | "unknown";
  /** Epoch milliseconds until which a running call belongs to its process. */
  leaseUntil: number;
  /** The reply as encrypted JSON text: it may hold a secret that is shown once. Without one, it was too large to keep. */
  reply?: string;
  expireAt: Date;
}

/** The keyed calls of the last day. */
export const keyedCalls = defineModel<KeyedCallFields, string>(
  "keyedCalls",
  {
    _id: String,
    fingerprint: String,
    state: String,
    leaseUntil: Number,
    reply: String,
    expireAt: Date,
  },
  [[{ expireAt: 1 }, { expireAfterSeconds: 0 }]],
);
