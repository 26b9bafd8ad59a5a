import type { Condition } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { derivedId } from "../store/derived-id.ts";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";
import type { ContactDefinition } from "./contact-definition-model.ts";

/** A thing of the sample data: its id, and a digest of what a member may change about it. */
export interface SampleItem {
  readonly kind: "contact" | "flow" | "segment" | "field" | "tag";
  readonly id: string;
  readonly digest: string;
}

/** The sample data of a workspace. The id is the workspace's; it exists from the beginning of filling to the end of removing. */
export interface SampleDataFields {
  readonly items: readonly SampleItem[];
  /** The job that fills or removes. */
  readonly jobId: ObjectId;
  readonly removing: boolean;
}
export type StoredSampleData = Stored<SampleDataFields>;

/** The sample data of all workspaces. */
export const sampleData = defineCollection<SampleDataFields>("sampleData", {
  items: [mongoose.Schema.Types.Mixed],
  jobId: mongoose.Types.ObjectId,
  removing: Boolean,
});

/** Digests what a member may change, by kind. */
export const sampleDigest = {
  contact: ({
    name,
    email,
    phone,
    language,
    tags,
    fields,
  }: Pick<ContactDoc, "name" | "email" | "phone" | "language" | "tags" | "fields">): string =>
    digest([name, email, phone, language, tags, Object.entries(fields)]),
  /** Every save of the draft counts its revision. */
  flow: (name: string, draftRevision: number): string => digest([name, draftRevision]),
  segment: (name: string, { match, groups }: Condition): string =>
    digest([
      name,
      match,
      groups.map((group) => [
        group.match,
        group.rules.map(({ left, operator, right }) => [left, operator, right]),
      ]),
    ]),
  definition: ({ kind, key, title, type, choices = [] }: Omit<ContactDefinition, "createdAt">) =>
    digest([kind, key, title, type, choices]),
};

function digest(facts: readonly unknown[]): string {
  return derivedId(JSON.stringify(facts));
}
