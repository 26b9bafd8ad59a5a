import type { Label } from "@chatloom/api-schema";
import { Conflict } from "../context/errors.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { defineCollection, type ScopedModel } from "../store/scoped-model.ts";
import { nameKey } from "./name-key.ts";

/** A label for conversations or flows. */
export interface LabelFields {
  name: string;
  /** The name as it is compared: no two labels of a collection have the same. */
  key: string;
  color: Label["color"];
  createdAt: number;
}

/** How many labels of one kind a workspace may have. */
const mostLabels = 200;

/** The labels for conversations of all workspaces. */
export const labels = labelCollection("labels");
/** The labels for flows of all workspaces. */
export const flowLabels = labelCollection("flowLabels");

function labelCollection(name: string) {
  return defineCollection<LabelFields>(
    name,
    { name: String, key: String, color: String, createdAt: Number },
    [[{ workspaceId: 1, key: 1 }, { unique: true }]],
  );
}

/** Returns a name as labels store it. */
export function namedLabel(name: string): Pick<LabelFields, "name" | "key"> {
  return { name: name.trim(), key: nameKey(name) };
}

/** Waits for a label to be written. Throws `label.name-taken` where another one has its name. */
export async function unlessTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (isDuplicateKey(error)) {
      throw new Conflict("label.name-taken", "Another label has this name");
    }
    throw error;
  }
}

/** Throws `label.too-many` where a workspace has as many labels as it may. */
export async function refuseTooManyLabels(
  model: Pick<ScopedModel<LabelFields>, "count">,
): Promise<void> {
  if ((await model.count({}, mostLabels)) >= mostLabels) {
    throw new Conflict("label.too-many", `A workspace has at most ${mostLabels} labels`);
  }
}
