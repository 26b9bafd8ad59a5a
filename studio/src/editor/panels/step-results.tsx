import { routes } from "@chatloom/api-schema";
import { type FlowNode, nodeTypeOf, portsOf } from "@chatloom/flows-schema";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useEditor } from "../state/editor-store.ts";
import { portLabel } from "../state/node-words.ts";
import { DeclareWinner } from "./declare-winner.tsx";

/** Shows the counts of a goal or an A/B test; nothing for other steps. */
export function StepResults({ node }: { readonly node: FlowNode }) {
  const { counts } = nodeTypeOf(node);
  return counts ? <Results node={node} counts={counts} /> : null;
}

function Results({
  node,
  counts,
}: {
  readonly node: FlowNode;
  readonly counts: "variants" | "goals";
}) {
  const { t, i18n } = useTranslation();
  const flowId = useEditor((editor) => editor.flowId);
  const { data } = useQuery({
    queryKey: ["flows", flowId, "results", node.id],
    queryFn: () => call(routes.flows.readStepResults, { params: { flowId, nodeId: node.id } }),
  });
  if (!data) {
    return null;
  }
  const percent = (part: number, whole: number) =>
    new Intl.NumberFormat(i18n.language, { style: "percent" }).format(whole ? part / whole : 0);
  const worth = new Intl.NumberFormat(i18n.language).format(data.worth);
  const total = data.variants.reduce((sum, it) => sum + it.people, 0);
  return (
    <Stack gap={4}>
      <Text fw={650} fz="sm" component="h3" m={0}>
        {t("editor.results.title")}
      </Text>
      {data.people === 0 && (
        <Text fz="sm" c="dimmed">
          {t("editor.results.none")}
        </Text>
      )}
      {data.people > 0 && counts === "goals" && (
        <Text fz="sm">
          {t("editor.results.goal", { people: data.people, times: data.times })}
          {data.worth !== 0 && ` ${t("editor.results.worth", { worth })}`}
        </Text>
      )}
      {counts === "variants" &&
        data.variants.map(({ variant, people, reached }) => {
          const port = portsOf(node).find((it) => it.id === `variant:${variant}`);
          return (
            <Text key={variant} fz="sm">
              {t("editor.results.variant", {
                variant: port ? portLabel(t, port) : t("editor.results.formerVariant"),
                people,
                share: percent(people, total),
                reached,
                rate: percent(reached, people),
              })}
            </Text>
          );
        })}
      {counts === "variants" && <DeclareWinner node={node} />}
      {data.partial && (
        <Text fz="xs" c="dimmed">
          {t("editor.results.partial")}
        </Text>
      )}
    </Stack>
  );
}
