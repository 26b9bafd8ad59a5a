import { type Label, routes } from "@chatloom/api-schema";
import { call } from "../../api/call.ts";
import { type LabelSource, useLabelsOf } from "../../ui/labels/label-source.ts";

const { inbox } = routes;

/** The labels for conversations. */
export const conversationLabels: LabelSource = {
  queryKey: ["labels"],
  list: () => call(inbox.listLabels),
  create: (body) => call(inbox.createLabel, { body }),
  update: (labelId, body) => call(inbox.updateLabel, { params: { labelId }, body }),
  remove: (labelId) => call(inbox.deleteLabel, { params: { labelId } }),
};

/** The labels of the workspace for conversations, by name. */
export function useLabels(): readonly Label[] {
  return useLabelsOf(conversationLabels);
}
