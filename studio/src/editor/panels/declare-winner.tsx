import { addressOf, pages } from "@chatloom/api-schema";
import { type FlowNode, portsOf } from "@chatloom/flows-schema";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { setData } from "../commands/nodes.ts";
import { useEditor } from "../state/editor-store.ts";
import { portLabel } from "../state/node-words.ts";

/** Gives everyone one variant from now on, or goes on testing; and leads to all results. */
export function DeclareWinner({ node }: { readonly node: FlowNode }) {
  const { t } = useTranslation();
  const { flowId, readOnly, edit } = useEditor();
  const { winner, ...testing } = node.data as FlowNode["data"] & { readonly winner?: string };
  const ports = portsOf(node);
  const declared = ports.find((it) => it.id === `variant:${winner}`);
  const declare = (variant: string) =>
    edit(setData(node, { ...testing, winner: variant } as FlowNode["data"]));
  return (
    <>
      {declared && (
        <Text fz="sm">{t("editor.results.won", { variant: portLabel(t, declared) })}</Text>
      )}
      {!readOnly && (
        <Group gap="xs" mt={4}>
          {declared ? (
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => edit(setData(node, testing as FlowNode["data"]))}
            >
              {t("editor.results.undeclare")}
            </Button>
          ) : (
            ports.map((port) => (
              <Button
                key={port.id}
                size="compact-sm"
                variant="light"
                onClick={() => declare(port.id.slice("variant:".length))}
              >
                {t("editor.results.declare", { variant: portLabel(t, port) })}
              </Button>
            ))
          )}
        </Group>
      )}
      <Anchor
        fz="sm"
        component={Link}
        to={addressOf(
          pages.reportsTab,
          { tab: "experiments" },
          { experiment: `${flowId}/${node.id}` },
        )}
      >
        {t("editor.results.details")}
      </Anchor>
    </>
  );
}
