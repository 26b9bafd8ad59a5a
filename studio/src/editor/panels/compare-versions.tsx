import { routes } from "@chatloom/api-schema";
import { diffFlows } from "@chatloom/flows-schema";
import { ActionIcon, Group, NativeSelect, ScrollArea, Stack, Text } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import { useEditor } from "../state/editor-store.ts";
import { markChanges } from "../state/marks-store.ts";
import { FlowChanges } from "./flow-changes.tsx";

const shown = "shown";

/** Shows the differences between a version and the flow on the canvas, or another version. Changed steps are marked on the canvas meanwhile. */
export function CompareVersions({
  version,
  versions,
  onBack,
}: {
  readonly version: number;
  readonly versions: readonly number[];
  readonly onBack: () => void;
}) {
  const { t } = useTranslation();
  const [other, setOther] = useState(shown);
  const flow = useDeferredValue(useEditor((editor) => editor.flow));
  const earlier = useVersion(version);
  const before = earlier.data?.flow;
  const later = useVersion(other === shown ? undefined : Number(other));
  const after = other === shown ? flow : later.data?.flow;
  const diff = useMemo(
    () => (before && after ? diffFlows(before, after) : undefined),
    [before, after],
  );

  useEffect(() => {
    const kinds = (diff?.steps ?? []).map((it) => [it.node.id, it.kind] as const);
    markChanges(new Map(kinds));
    return () => markChanges();
  }, [diff]);

  return (
    <ScrollArea h="100%" type="auto">
      <Stack gap="sm" p="sm">
        <Group gap="xs" wrap="nowrap">
          <ActionIcon aria-label={t("editor.compare.back")} onClick={onBack}>
            <IconArrowLeft size={18} />
          </ActionIcon>
          <Text fw={650}>{t("editor.compare.title", { number: version })}</Text>
        </Group>
        <NativeSelect
          label={t("editor.compare.with")}
          value={other}
          onChange={({ currentTarget }) => setOther(currentTarget.value)}
          data={[
            { value: shown, label: t("editor.compare.canvas") },
            ...versions
              .filter((it) => it !== version)
              .map((it) => ({
                value: String(it),
                label: t("editor.versions.number", { number: it }),
              })),
          ]}
        />
        {diff ? <FlowChanges diff={diff} /> : <Awaiting of={[earlier, later]} />}
      </Stack>
    </ScrollArea>
  );
}

function useVersion(version: number | undefined) {
  const flowId = useEditor((editor) => editor.flowId);
  return useQuery({
    queryKey: ["flows", flowId, "versions", version],
    queryFn: () => call(routes.flows.readVersion, { params: { flowId, version: version ?? 0 } }),
    enabled: version !== undefined,
  });
}
