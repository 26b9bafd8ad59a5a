import { type Variable, variableUses } from "@chatloom/flows-schema";
import { Button, Popover, Stack, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fieldTitle } from "../../ui/declared-words.ts";
import { useReveal } from "../canvas/use-viewport.ts";
import { useEditor } from "../state/editor-store.ts";
import { nodeName } from "../state/node-words.ts";

/** Counts the places that use a variable; the list of them leads to the steps. */
export function VariableUses({
  variable,
  onLeave,
}: {
  readonly variable: Variable;
  /** A step was chosen: the dialog above it closes. */
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation();
  const flow = useEditor((editor) => editor.flow);
  const reveal = useReveal();
  const { name, scope } = variable;
  const path = scope === "run" ? name : `${scope}.${name}`;
  const uses = useMemo(() => variableUses(flow, path), [flow, path]);
  return (
    <Popover width={320} shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-xs"
          disabled={uses.length === 0}
          aria-label={t("editor.variables.usesOf", { name, count: uses.length })}
        >
          {t("editor.variables.uses", { count: uses.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown mah={300} style={{ overflowY: "auto" }}>
        <Stack gap={4}>
          {uses.map(({ nodeId, path: place, title, writes }) => {
            const node = flow.nodes.find((it) => it.id === nodeId);
            const where = node ? nodeName(t, node) : t("editor.variables.inSettings");
            const how = t(writes ? "editor.variables.writes" : "editor.variables.reads");
            return (
              <Button
                key={`${nodeId} ${place}`}
                variant="subtle"
                size="compact-sm"
                justify="flex-start"
                disabled={!node}
                onClick={() => {
                  if (node) {
                    onLeave();
                    useEditor.getState().select([node.id]);
                    reveal(node.id);
                  }
                }}
              >
                <Text size="sm" truncate>
                  {`${where} · ${fieldTitle(t, title)} (${how})`}
                </Text>
              </Button>
            );
          })}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
