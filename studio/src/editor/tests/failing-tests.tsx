import { Alert, Button, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "../state/editor-store.ts";
import { problemWords } from "./test-words.ts";
import { useTestRun } from "./use-test-run.ts";

const mostShown = 5;

/** Names the tests that fail, before the flow is published; nothing where all pass or the flow ignores them. */
export function FailingTests({ onShow }: { readonly onShow: () => void }) {
  const { t } = useTranslation();
  const action = useEditor((editor) => editor.flow.settings.failingTests) ?? "warn";
  const failing = (useTestRun().ran ?? []).filter((it) => it.result?.first);
  if (failing.length === 0 || action === "ignore") {
    return null;
  }
  return (
    <Alert
      color={action === "block" ? "red" : "yellow"}
      title={t("tests.publish.failing", { count: failing.length })}
    >
      {action === "block" && <Text fz="sm">{t("tests.publish.blocks")}</Text>}
      <List fz="sm" mb={8}>
        {failing.slice(0, mostShown).map(({ test, result }) => (
          <List.Item key={test.id}>
            {test.name}
            {result?.first && `: ${problemWords(t, result.first.problem)}`}
          </List.Item>
        ))}
      </List>
      <Button size="compact-sm" variant="default" onClick={onShow}>
        {t("tests.publish.show")}
      </Button>
    </Alert>
  );
}
