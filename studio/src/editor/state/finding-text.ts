import { defined, type Finding, portsOf } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import i18n from "i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useEditor } from "./editor-store.ts";
import { exitName, nodeName, nodeTitle } from "./node-words.ts";

/** Returns the sentence of a finding in the current language. */
export function findingText(t: TFunction, finding: Finding): string {
  const { values } = finding;
  const suffix = values?.meant === undefined ? "" : "_meant";
  const key = `editor.findings.${finding.code}${suffix}`;
  if (!i18n.exists(key)) {
    return finding.message;
  }
  const node = useEditor.getState().flow.nodes?.find((it) => it.id === finding.nodeId);
  const port = node && portsOf(node).find((it) => it.id === finding.port);
  const field = values?.field;
  return t(key as "editor.findings.trigger.missing", {
    ...values,
    ...defined({
      node: node ? nodeName(t, node) : undefined,
      port: port ? exitName(t, port) : undefined,
      field: typeof field === "string" ? fieldTitle(t, field) : undefined,
    }),
  });
}

/** Gives the label of a repair's button. */
export function repairText(t: TFunction, repair: NonNullable<Finding["repair"]>): string {
  if (repair.kind === "addNode") {
    return t("editor.repairs.addNode", { node: nodeTitle(t, repair.type) });
  }
  return t(`editor.repairs.${repair.kind}`);
}
