import type { FoundBreakage } from "@chatloom/runtime/chat";
import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { stepName, stepWords } from "./test-words.ts";
import classes from "./tests.module.css";
import { saveFlowTest } from "./use-flow-tests.ts";
import { useShowNode } from "./use-show-node.ts";

/** One way to break the flow: what happens, the conversation, and the ways to the step and into the tests. */
export function BreakageRow({
  found,
  onShow,
}: {
  readonly found: FoundBreakage;
  readonly onShow: () => void;
}) {
  const { t } = useTranslation();
  const showNode = useShowNode();
  const readOnly = useEditor((editor) => editor.readOnly);
  const { kind, nodeId, detail, test } = found;
  const step = nodeId === undefined ? "" : stepName(t, nodeId);
  const words = t(`tests.break.kinds.${kind}`, { step, detail });
  const save = useMutation({
    mutationFn: () => saveFlowTest({ ...test, name: words.slice(0, 120) }),
  });
  return (
    <li className={classes.row}>
      <Text fz="sm" fw={600}>
        {words}
      </Text>
      <ol className={classes.talk}>
        {test.steps.slice(0, -1).map((it, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of what was found never move
          <li key={index}>
            {t(`tests.kinds.${it.kind}`)} {shortened(stepWords(t, it))}
          </li>
        ))}
      </ol>
      <Group gap="xs" mt={8}>
        {nodeId !== undefined && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              onShow();
              showNode(nodeId);
            }}
          >
            {t("tests.showStep")}
          </Button>
        )}
        {!readOnly && (
          <Button
            size="compact-xs"
            variant="light"
            loading={save.isPending}
            disabled={save.isSuccess}
            onClick={() => save.mutate()}
          >
            {t(save.isSuccess ? "tests.break.saved" : "tests.saveAs")}
          </Button>
        )}
      </Group>
    </li>
  );
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
