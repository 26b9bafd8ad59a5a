import { addressOf, pages, routes, type Segment } from "@chatloom/api-schema";
import type { Condition } from "@chatloom/flows-schema";
import { Button, Group, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { isMissing } from "../ui/api-problem.ts";
import { AwaitingPage } from "../ui/awaiting.tsx";
import { BackLink } from "../ui/back-link.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { ConditionEditor, freshCondition } from "./condition-editor.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { MatchPreview } from "./match-preview.tsx";
import { SegmentHistory } from "./segment-history.tsx";

/** One segment: its name, its conditions, and who fits them now. */
export function SegmentPage() {
  const { segmentId = "new" } = useParams();
  const found = useQuery({
    queryKey: ["segment", segmentId],
    enabled: segmentId !== "new",
    queryFn: () => call(routes.audience.readSegment, { params: { segmentId } }),
  });
  const { data, error } = found;
  if (segmentId !== "new" && (!data || isMissing(error))) {
    return <AwaitingPage of={found} />;
  }
  return <SegmentForm key={segmentId} segment={data} />;
}

function SegmentForm({ segment }: { readonly segment: Segment | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const may = useMay("contacts.manage");
  const [name, setName] = useState(segment?.name ?? t("audience.segments.newName"));
  const [condition, setCondition] = useState<Condition>(segment?.condition ?? freshCondition);
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), condition };
      return segment
        ? call(routes.audience.updateSegment, { params: { segmentId: segment.id }, body })
        : call(routes.audience.createSegment, { body });
    },
    onSuccess: async (saved) => {
      client.setQueryData(["segment", saved.id], saved);
      await client.invalidateQueries({ queryKey: ["segments"] });
      notifications.show({ message: t("audience.segments.saved") });
      await navigate(addressOf(pages.segment, { segmentId: saved.id }), { replace: true });
    },
  });
  const remove = useMutation({
    mutationFn: (segmentId: string) =>
      call(routes.audience.deleteSegment, { params: { segmentId } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["segments"] });
      await navigate(pages.segments);
    },
  });
  const confirm = ({ id, name: named }: Segment) =>
    modals.openConfirmModal({
      title: t("audience.segments.deleteTitle", { name: named }),
      children: <Text size="sm">{t("audience.segments.deleteText")}</Text>,
      labels: { confirm: t("common.delete"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(id),
    });
  return (
    <Page
      title={segment?.name ?? t("audience.segments.newName")}
      actions={
        may && (
          <>
            {segment && <ExportMenu segmentId={segment.id} />}
            <Button
              loading={save.isPending}
              disabled={name.trim() === ""}
              onClick={() => save.mutate()}
            >
              {t("audience.segments.save")}
            </Button>
          </>
        )
      }
    >
      <BackLink to={pages.segments}>{t("audience.segments.all")}</BackLink>
      <Section title={t("audience.segments.conditions")}>
        <TextInput
          mb="md"
          label={t("audience.segments.name")}
          maxLength={120}
          readOnly={!may}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ConditionEditor
          condition={condition}
          readOnly={!may}
          ownId={segment?.id}
          onChange={setCondition}
        />
      </Section>
      <MatchPreview condition={condition} />
      {segment && <SegmentHistory sizes={segment.sizes} />}
      {may && segment && (
        <Group>
          <Button variant="subtle" color="red" onClick={() => confirm(segment)}>
            {t("audience.segments.delete")}
          </Button>
        </Group>
      )}
    </Page>
  );
}
