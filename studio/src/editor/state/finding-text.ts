import type { Finding } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import i18n from "i18next";
import { fieldTitle } from "../../forms/field-words.ts";
import { useEditor } from "./editor-store.ts";
import { nodeName } from "./node-words.ts";

/** A finding as a sentence in the language spoken. */
export function findingText(t: TFunction, finding: Finding): string {
  const key = `editor.findings.${finding.code}`;
  if (!i18n.exists(key)) return finding.message;
  const node = useEditor.getState().flow.nodes?.find((it) => it.id === finding.nodeId);
  const field = finding.values?.field;
  return t(key as "editor.findings.trigger.missing", {
    ...finding.values,
    ...(node ? { node: nodeName(t, node) } : {}),
    ...(typeof field === "string" ? { field: fieldTitle(t, field) } : {}),
  });
}
