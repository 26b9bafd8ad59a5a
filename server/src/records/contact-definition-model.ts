import type { ContactFieldType } from "@chatloom/flows-schema";
import { defineCollection } from "../store/scoped-model.ts";

/** A custom field or a tag that contacts of a workspace can have. Its key never changes. */
export interface ContactDefinition {
  readonly kind: "field" | "tag";
  readonly key: string;
  readonly title: string;
  /** Of fields. */
  readonly type?: ContactFieldType;
  readonly choices?: readonly string[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** All definitions of fields and tags. */
export const contactDefinitions = defineCollection<ContactDefinition>(
  "contactDefinitions",
  {
    kind: String,
    key: String,
    title: String,
    type: { type: String },
    choices: { type: [String], default: undefined },
    createdAt: Number,
  },
  [[{ workspaceId: 1, kind: 1, key: 1 }, { unique: true }]],
);
