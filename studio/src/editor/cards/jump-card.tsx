import { useTranslation } from "react-i18next";
import { useFormWorld } from "../../forms/form-world.tsx";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";

/** The name of the step or flow where it continues. */
export function JumpCard({ node }: CardProps<"jump" | "subflow">) {
  const { t } = useTranslation();
  const { flows, nodes } = useFormWorld();
  const { flowId } = node.data;
  const nodeId = "nodeId" in node.data ? node.data.nodeId : undefined;
  const flow = flowId ? (flows.find((it) => it.value === flowId)?.label ?? flowId) : "";
  const target = nodeId ? (nodes.find((it) => it.value === nodeId)?.label ?? nodeId) : "";
  return (
    <div className={classes.line}>
      {[flow, target].filter(Boolean).join(" → ") || t("editor.cards.chooseTarget")}
    </div>
  );
}
