import { defineCollection } from "../store/scoped-model.ts";

/**
 * A goal that a contact reached, a variant of an A/B test that they got, a link that they followed, or the start of what it opens. Its id
 * is the effect's or the event's, so that it counts once.
 */
export interface TrackedEvent {
  readonly flowId: string;
  readonly nodeId: string;
  readonly contactId: string;
  readonly event: "goal" | "variant" | "linkFollowed" | "linkOpened";
  /** The goal's name, or the id of variant or link. */
  readonly name: string;
  readonly value?: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** An event that goals, A/B tests or links count. */
export const trackedEvents = defineCollection<TrackedEvent>(
  "trackedEvents",
  {
    _id: String,
    flowId: String,
    nodeId: String,
    contactId: String,
    event: String,
    name: String,
    value: Number,
    at: Number,
  },
  [
    [{ workspaceId: 1, flowId: 1, nodeId: 1, at: -1 }],
    [{ workspaceId: 1, event: 1, at: -1 }],
    [{ workspaceId: 1, event: 1, name: 1 }],
    [{ workspaceId: 1, contactId: 1, at: -1 }],
  ],
);
