import { neverSaid } from "@chatloom/flows-schema";
import { Alert, Button, Group, NumberInput, Progress, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Awaiting } from "../../ui/awaiting.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { BreakageRow } from "./breakage-row.tsx";
import { useBreakRun } from "./use-break-run.ts";
import { useFlowTests } from "./use-flow-tests.ts";
import { useTestWorld } from "./use-test-world.ts";

const conversations = 3_000;

/** Sends thousands of random contacts through the flow on the canvas, and lists the shortest conversations that break it. */
export function BreakDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { world, queries } = useTestWorld();
  const tests = useFlowTests().data?.items;
  const [seed, setSeed] = useState(1);
  const [never, setNever] = useState<string>();
  const { answer, running, start, stop } = useBreakRun();
  const forbidden = never ?? neverSaid(tests ?? []).join("\n");
  const progress = answer === "notRunnable" ? undefined : answer;
  return (
    <Dialog onClose={onClose} size="lg" title={t("tests.break.title")}>
      <Stack gap="sm">
        <Text fz="sm" c="dimmed">
          {t("tests.break.hint", { count: conversations })}
        </Text>
        <Textarea
          label={t("tests.break.never")}
          description={t("tests.break.neverHint")}
          autosize
          minRows={1}
          maxRows={5}
          value={forbidden}
          disabled={running}
          onChange={({ currentTarget }) => setNever(currentTarget.value)}
        />
        <Group align="flex-end">
          <NumberInput
            label={t("tests.break.seed")}
            description={t("tests.break.seedHint")}
            min={0}
            max={1_000_000_000}
            allowDecimal={false}
            value={seed}
            disabled={running}
            onChange={(value) => setSeed(Number(value) || 0)}
          />
          {running ? (
            <Button variant="default" onClick={stop}>
              {t("tests.break.stop")}
            </Button>
          ) : (
            <Button
              disabled={!world}
              onClick={() =>
                world &&
                start({
                  world,
                  seed,
                  conversations,
                  never: forbidden.split("\n").filter((it) => it.trim() !== ""),
                })
              }
            >
              {t("tests.break.start")}
            </Button>
          )}
        </Group>
        {!world && <Awaiting of={queries} size="sm" />}
        {(running || progress) && (
          <div role="status">
            <Progress
              value={((progress?.tried ?? 0) / conversations) * 100}
              aria-label={t("tests.break.title")}
            />
            <Text fz="sm" mt={4}>
              {t("tests.break.tried", {
                count: progress?.tried ?? 0,
                found: progress?.found.length ?? 0,
              })}
            </Text>
          </div>
        )}
        {answer === "notRunnable" && <Alert color="red">{t("tests.break.notRunnable")}</Alert>}
        {progress?.done && progress.found.length === 0 && (
          <Alert color="teal">{t("tests.break.nothing")}</Alert>
        )}
        <Stack component="ul" gap={8} m={0} p={0}>
          {progress?.found.map((it) => (
            <BreakageRow key={`${it.kind} ${it.nodeId} ${it.detail}`} found={it} onShow={onClose} />
          ))}
        </Stack>
      </Stack>
    </Dialog>
  );
}
