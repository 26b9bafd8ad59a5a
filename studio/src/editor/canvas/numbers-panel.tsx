import { addressOf, pages, routes } from "@chatloom/api-schema";
import { Anchor, Group, Paper, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Panel } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "../../api/call.ts";
import { BehindDrawer } from "../../figures/behind-drawer.tsx";
import { useFormats } from "../../figures/use-formats.ts";
import { lastDays, periodLengths, useToday } from "../../figures/use-period.ts";
import { useEditor } from "../state/editor-store.ts";
import { hideNumbers, listBehind, showNumbers, useNumbers } from "../state/numbers-store.ts";

const refreshMs = 30_000;

/** Chooses which numbers the canvas shows: the days and the version. */
export function NumbersPanel() {
  const { t } = useTranslation();
  const { count, share } = useFormats();
  const flowId = useEditor((editor) => editor.flowId);
  const behind = useNumbers((numbers) => numbers.behind);
  const today = useToday();
  const [days, setDays] = useState("30");
  const [version, setVersion] = useState<string | null>(null);
  const period = today === undefined ? undefined : lastDays(today, Number(days));
  const only = version === null ? {} : { version: Number(version) };
  const { data } = useQuery({
    queryKey: ["report", "flow", flowId, period, version],
    enabled: period !== undefined,
    refetchInterval: refreshMs,
    queryFn: () =>
      call(routes.reports.readFlowReport, {
        params: { flowId },
        query: { ...(period ?? { from: "", to: "" }), ...only },
      }),
  });
  useEffect(() => showNumbers(data), [data]);
  useEffect(() => hideNumbers, []);
  return (
    <Panel position="top-left">
      <Paper p="xs" shadow="sm" withBorder>
        <Group gap="xs">
          <Select
            size="xs"
            w={140}
            aria-label={t("reports.period.last")}
            allowDeselect={false}
            value={days}
            onChange={(value) => setDays(value ?? days)}
            data={periodLengths.map((length) => ({
              value: String(length),
              label:
                length === 1
                  ? t("reports.period.today")
                  : t("reports.period.days", { count: length }),
            }))}
          />
          <Select
            size="xs"
            w={150}
            clearable
            aria-label={t("editor.numbers.version")}
            placeholder={t("editor.numbers.allVersions")}
            value={version}
            onChange={setVersion}
            data={(data?.versions ?? []).map((it) => ({
              value: String(it.version),
              label: t("editor.numbers.versionName", { number: it.version }),
            }))}
          />
          {data && (
            <Text size="xs">
              {t("editor.numbers.summary", {
                runs: count(data.runs),
                completed: share(data.completed, data.runs),
              })}
            </Text>
          )}
          <Anchor
            size="xs"
            component={Link}
            to={addressOf(pages.reportsTab, { tab: "flows" }, { flow: flowId })}
          >
            {t("editor.numbers.report")}
          </Anchor>
        </Group>
      </Paper>
      {period && (
        <BehindDrawer
          figure={behind?.figure}
          period={period}
          filter={behind ? { flowId, nodeId: behind.nodeId, ...only } : {}}
          onClose={() => listBehind(undefined)}
        />
      )}
    </Panel>
  );
}
