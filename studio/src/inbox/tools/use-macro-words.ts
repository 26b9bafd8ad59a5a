import type { Macro } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { useMembers } from "../../session/use-members.ts";
import { useLabels } from "../triage/use-labels.ts";

/** Returns a function that says what a macro does, in its order. */
export function useMacroWords(): (macro: Macro) => string[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const members = useMembers();
  const names = (ids: readonly string[]) =>
    labels
      .filter((it) => ids.includes(it.id))
      .map((it) => it.name)
      .join(", ");
  return ({ reply, note, addLabelIds = [], removeLabelIds = [], ...rest }) => {
    const { priority, assignTo, snoozeHours, resolve } = rest;
    const assignee =
      assignTo === "me" || assignTo === "nobody"
        ? t(`inbox.macros.${assignTo}`)
        : (members.find((it) => it.id === assignTo)?.name ?? "");
    return [
      ...(reply ? [t("inbox.macros.replies", { text: reply.text })] : []),
      ...(note ? [t("inbox.macros.notes", { text: note })] : []),
      ...(addLabelIds.length > 0 ? [`+ ${names(addLabelIds)}`] : []),
      ...(removeLabelIds.length > 0 ? [`− ${names(removeLabelIds)}`] : []),
      ...(priority
        ? [t("inbox.priority.named", { priority: t(`inbox.priority.${priority}`) })]
        : []),
      ...(assignTo ? [t("inbox.macros.assigns", { name: assignee })] : []),
      ...(snoozeHours ? [t("inbox.macros.snoozes", { count: snoozeHours })] : []),
      ...(resolve ? [t("inbox.actions.resolve")] : []),
    ];
  };
}
