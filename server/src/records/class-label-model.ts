import { defineCollection } from "../store/scoped-model.ts";

/** The class that a member chose for a classified text. The id is `<conversation>.<turn>:<node>`. */
export interface ClassLabelFields {
  readonly flowId: string;
  readonly nodeId: string;
  readonly conversationId: string;
  readonly turn: number;
  /** When it was decided (epoch milliseconds). */
  readonly at: number;
  readonly text: string;
  /** Ids of classes; empty: none of them. */
  readonly chosen: string;
  readonly meant: string;
  readonly by: string;
}

/** The labels of classified texts. */
export const classLabels = defineCollection<ClassLabelFields, string>(
  "classLabels",
  {
    _id: String,
    flowId: String,
    nodeId: String,
    conversationId: String,
    turn: Number,
    at: Number,
    text: String,
    chosen: String,
    meant: String,
    by: String,
  },
  [[{ workspaceId: 1, flowId: 1, nodeId: 1, at: -1 }], [{ conversationId: 1 }]],
);
