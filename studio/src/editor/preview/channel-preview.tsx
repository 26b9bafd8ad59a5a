import {
  CloseButton,
  Group,
  Modal,
  ScrollArea,
  SegmentedControl,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChannels } from "../../channels/use-channels.ts";
import { ChannelIcon } from "../../ui/channel-icon.tsx";
import { useNarrow } from "../../ui/use-narrow.ts";
import { ContentView } from "../simulator/content-view.tsx";
import classes from "../simulator/simulator.module.css";
import { useSimulator } from "../simulator/simulator-store.ts";
import { useEditor } from "../state/editor-store.ts";
import { useChannelTypes } from "../state/editor-world.tsx";
import { findingText } from "../state/finding-text.ts";
import own from "./preview.module.css";
import { type ChannelPreview, previewStep } from "./preview-step.ts";

/** A step's messages side by side, as each channel shows them, with what becomes simpler where. */
export function ChannelPreviewDialog({
  nodeId,
  onClose,
}: {
  readonly nodeId: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const flow = useEditor((editor) => editor.flow);
  const flowId = useEditor((editor) => editor.flowId);
  const world = useSimulator((state) => state.world);
  const types = useChannelTypes().data?.items;
  const connected = useChannels().data?.items;
  const [all, setAll] = useState(false);
  const shown = useMemo(() => {
    const own = new Set(connected?.map((it) => it.type));
    const chosen = (types ?? []).filter((it) => all || own.has(it.type));
    return previewStep(flow, flowId, nodeId, chosen, world);
  }, [flow, flowId, nodeId, types, connected, all, world]);
  return (
    <Modal.Root opened onClose={onClose} size="min(1180px, 96vw)" fullScreen={narrow}>
      <Modal.Overlay />
      <Modal.Content aria-label={t("editor.preview.title")}>
        <Modal.Body pt="md">
          <Group justify="space-between" mb="xs" wrap="nowrap">
            <Title order={2}>{t("editor.preview.title")}</Title>
            <CloseButton aria-label={t("common.close")} onClick={onClose} />
          </Group>
          <Stack>
            <Group justify="space-between">
              <Text fz="sm" c="dimmed" maw={560}>
                {t("editor.preview.hint", { name: world.contact.name })}
              </Text>
              <SegmentedControl
                value={all ? "all" : "connected"}
                onChange={(value) => setAll(value === "all")}
                data={[
                  { value: "connected", label: t("editor.preview.connected") },
                  { value: "all", label: t("editor.preview.all") },
                ]}
              />
            </Group>
            {connected?.length === 0 && !all && (
              <Text fz="sm">{t("editor.preview.noneConnected")}</Text>
            )}
            <ScrollArea type="auto" offsetScrollbars viewportProps={{ tabIndex: 0 }}>
              <div className={own.columns}>
                {shown.map((preview) => (
                  <Column key={preview.type} preview={preview} />
                ))}
              </div>
            </ScrollArea>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Column({
  preview: { type, title, contents, findings, otherForm },
}: {
  readonly preview: ChannelPreview;
}) {
  const { t } = useTranslation();
  return (
    <section className={own.column} aria-label={title}>
      <Group gap={6} p="xs">
        <ChannelIcon type={type} title={title} size={18} />
        <Text fw={600} fz="sm">
          {title}
        </Text>
      </Group>
      <div className={`${classes.chat} ${own.chat}`} data-channel={type}>
        {/* Nothing happens on a tap here: the test panel is for that. */}
        <div className={classes.thread} inert>
          {contents.map((content, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn anew as a whole
            <div key={index} className={classes.entry} data-from="bot">
              <ContentView content={content} last={index === contents.length - 1} onTap={noTap} />
            </div>
          ))}
          {contents.length === 0 && (
            <Text fz="xs" c="dimmed" ta="center">
              {t("editor.preview.nothing")}
            </Text>
          )}
        </div>
      </div>
      <Stack gap={4} p="xs">
        {findings.length === 0 && contents.length > 0 && (
          <Text fz="xs" c="dimmed">
            {t(otherForm ? "editor.preview.otherForm" : "editor.preview.asWritten")}
          </Text>
        )}
        {findings.map((it) => (
          <Text key={findingText(t, it)} fz="xs" c="var(--cl-warning)">
            {findingText(t, it)}
          </Text>
        ))}
      </Stack>
    </section>
  );
}

function noTap(): void {}
