import { Button, EmptyState, Group, ScrollArea, Stack, Switch, Text } from "@mantine/core";
import { IconFlask, IconHammer, IconPlus } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Awaiting } from "../../ui/awaiting.tsx";
import { useEditor } from "../state/editor-store.ts";
import { markCoverage } from "../state/marks-store.ts";
import { BreakDialog } from "./break-dialog.tsx";
import { coverageOf } from "./coverage-of.ts";
import { TestEditor } from "./test-editor.tsx";
import { TestRow } from "./test-row.tsx";
import classes from "./tests.module.css";
import { type RanTest, useTestRun } from "./use-test-run.ts";

/** The conversation tests of the flow, run again after each change. */
export function TestsPanel({ onTalk }: { readonly onTalk: () => void }) {
  const { t } = useTranslation();
  const { ran, awaited } = useTestRun();
  const readOnly = useEditor((editor) => editor.readOnly);
  const [adding, setAdding] = useState(false);
  const [breaking, setBreaking] = useState(false);
  if (!ran || awaited.some((it) => it.isLoadingError)) {
    return <Awaiting of={awaited} m="md" />;
  }
  return (
    <ScrollArea h="100%" type="auto">
      {ran.length === 0 ? (
        <EmptyState
          p="lg"
          size="sm"
          icon={<IconFlask size={34} stroke={1.4} />}
          title={t("tests.none")}
          description={t("tests.noneHint")}
        >
          <Button size="compact-sm" onClick={onTalk}>
            {t("tests.talk")}
          </Button>
        </EmptyState>
      ) : (
        <Stack gap={8} p={12} pb={0}>
          <Summary ran={ran} />
          <Coverage ran={ran} />
        </Stack>
      )}
      <ul className={classes.list} aria-label={t("tests.title")}>
        {ran.map(({ test, result }) => (
          <TestRow key={test.id} test={test} result={result} />
        ))}
      </ul>
      <Group px={12} pb={12} gap="xs">
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconHammer size={14} />}
          onClick={() => setBreaking(true)}
        >
          {t("tests.break.title")}
        </Button>
        {!readOnly && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPlus size={14} />}
            onClick={() => setAdding(true)}
          >
            {t("tests.add")}
          </Button>
        )}
      </Group>
      {breaking && <BreakDialog onClose={() => setBreaking(false)} />}
      {adding && <TestEditor onClose={() => setAdding(false)} />}
    </ScrollArea>
  );
}

function Summary({ ran }: { readonly ran: readonly RanTest[] }) {
  const { t } = useTranslation();
  const done = ran.filter((it) => it.result);
  const failed = done.filter((it) => !it.result?.passed).length;
  return (
    <Text
      fw={650}
      fz="sm"
      role="status"
      c={failed > 0 && done.length === ran.length ? "var(--cl-error)" : "inherit"}
    >
      {done.length < ran.length
        ? t("tests.running", { count: ran.length })
        : failed > 0
          ? t("tests.failed", { count: failed, total: ran.length })
          : t("tests.allPass", { count: ran.length })}
    </Text>
  );
}

/** Shows on the canvas which steps and ports the tests use, while it is switched on. */
function Coverage({ ran }: { readonly ran: readonly RanTest[] }) {
  const { t } = useTranslation();
  const flow = useEditor((editor) => editor.flow);
  const [shown, setShown] = useState(false);
  const coverage = coverageOf(flow, ran);
  const key = JSON.stringify([coverage.nodes, coverage.ports]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds the coverage
  useEffect(() => {
    markCoverage(shown ? coverage : undefined);
    return () => markCoverage();
  }, [shown, key]);
  return (
    <Switch
      size="xs"
      label={t("tests.coverage")}
      description={t("tests.covered", {
        steps: coverage.nodes.length,
        ofSteps: coverage.ofNodes,
        ports: coverage.ports.length,
        ofPorts: coverage.ofPorts,
      })}
      checked={shown}
      onChange={({ currentTarget }) => setShown(currentTarget.checked)}
    />
  );
}
