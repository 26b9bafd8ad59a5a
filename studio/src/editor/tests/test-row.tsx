import type { FlowTest } from "@chatloom/api-schema";
import type { TestResult } from "@chatloom/runtime/chat";
import { Button, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "../../ui/loading.tsx";
import { showProblem } from "../../ui/show-problem.ts";
import { useEditor } from "../state/editor-store.ts";
import { TestEditor } from "./test-editor.tsx";
import { problemWords } from "./test-words.ts";
import classes from "./tests.module.css";
import { deleteFlowTest } from "./use-flow-tests.ts";
import { useShowNode } from "./use-show-node.ts";

/** One test with its result: what differs first, and the ways to the step, to the test and out. */
export function TestRow({
  test,
  result,
}: {
  readonly test: FlowTest;
  readonly result: TestResult | undefined;
}) {
  const { t } = useTranslation();
  const showNode = useShowNode();
  const readOnly = useEditor((editor) => editor.readOnly);
  const [editing, setEditing] = useState(false);
  const first = result?.first;
  const nodeId = first?.problem.nodeId;
  return (
    <li className={classes.row}>
      <Group gap={8} wrap="nowrap" align="flex-start">
        <ResultIcon result={result} />
        <Text fz="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
          {test.name}
        </Text>
      </Group>
      {first && (
        <Text fz="xs" mt={4} style={{ overflowWrap: "anywhere" }}>
          {t("tests.atStep", { number: first.step + 1, problem: problemWords(t, first.problem) })}
        </Text>
      )}
      <Group gap="xs" mt={8}>
        {nodeId !== undefined && (
          <Button size="compact-xs" variant="default" onClick={() => showNode(nodeId)}>
            {t("tests.showStep")}
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={() => setEditing(true)}>
          {t(readOnly ? "tests.open" : "tests.edit")}
        </Button>
        {!readOnly && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            onClick={() =>
              modals.openConfirmModal({
                title: t("tests.deleteTitle", { name: test.name }),
                labels: { confirm: t("common.delete"), cancel: t("common.cancel") },
                confirmProps: { color: "red" },
                onConfirm: () => void deleteFlowTest(test.id).catch(showProblem),
              })
            }
          >
            {t("common.delete")}
          </Button>
        )}
      </Group>
      {editing && <TestEditor test={test} result={result} onClose={() => setEditing(false)} />}
    </li>
  );
}

function ResultIcon({ result }: { readonly result: TestResult | undefined }) {
  const { t } = useTranslation();
  if (!result) {
    return <Loading size={16} />;
  }
  return result.passed ? (
    <IconCircleCheck
      size={18}
      color="var(--cl-ok, var(--mantine-color-teal-7))"
      style={{ flex: "none" }}
      aria-label={t("tests.pass")}
    />
  ) : (
    <IconCircleX
      size={18}
      color="var(--cl-error)"
      style={{ flex: "none" }}
      aria-label={t("tests.fail")}
    />
  );
}
