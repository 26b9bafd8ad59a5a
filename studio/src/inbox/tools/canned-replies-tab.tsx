import { type CannedReply, routes } from "@chatloom/api-schema";
import { Badge, Button, Group, Text, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPaperclip, IconSearch } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { Awaiting } from "../../ui/awaiting.tsx";
import classes from "../../ui/section.module.css";
import { Section } from "../../ui/section.tsx";
import { findReplies } from "../composing/find-replies.ts";
import { CannedReplyForm } from "./canned-reply-form.tsx";

/** The replies that the team prepared. */
export function CannedRepliesTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("inbox.answer");
  const [typed, setTyped] = useState("");
  const replies = useQuery({
    queryKey: ["canned-replies"],
    queryFn: () => call(routes.inbox.listCannedReplies),
  });
  const { data } = replies;
  const remove = useMutation({
    mutationFn: (cannedReplyId: string) =>
      call(routes.inbox.deleteCannedReply, { params: { cannedReplyId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["canned-replies"] }),
  });
  const edit = (reply?: CannedReply) =>
    modals.open({
      size: "lg",
      title: t(reply ? "inbox.canned.edit" : "inbox.canned.add"),
      children: <CannedReplyForm reply={reply} />,
    });
  const confirm = ({ id, shortcut }: CannedReply) =>
    modals.openConfirmModal({
      title: t("inbox.canned.deleteTitle", { shortcut }),
      children: <Text size="sm">{t("inbox.canned.deleteText")}</Text>,
      labels: { confirm: t("inbox.canned.delete"), cancel: t("common.cancel") },
      confirmProps: { color: "red" },
      onConfirm: () => remove.mutate(id),
    });
  const items = data?.items ?? [];
  return (
    <Section
      title={t("inbox.tools.tabs.replies")}
      actions={may && <Button onClick={() => edit()}>{t("inbox.canned.add")}</Button>}
    >
      {data && items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("inbox.canned.intro")}
        </Text>
      ) : (
        <TextInput
          mb="sm"
          type="search"
          aria-label={t("inbox.canned.find")}
          placeholder={t("inbox.canned.find")}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Awaiting of={replies} height={60} />
      {findReplies(items, typed.trim()).map((reply) => (
        <Group key={reply.id} justify="space-between" wrap="nowrap" className={classes.line ?? ""}>
          <div style={{ minWidth: 0 }}>
            <Group gap="xs">
              <Text fw={600}>/{reply.shortcut}</Text>
              {reply.files.length > 0 && (
                <Badge color="gray" leftSection={<IconPaperclip size={12} aria-hidden />}>
                  {reply.files.length}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed" lineClamp={2}>
              {reply.text || reply.files.map((it) => it.fileName).join(", ")}
            </Text>
          </div>
          {may && (
            <Group gap={4} wrap="nowrap">
              <Button size="xs" variant="default" onClick={() => edit(reply)}>
                {t("inbox.canned.change")}
              </Button>
              <Button size="xs" variant="subtle" color="red" onClick={() => confirm(reply)}>
                {t("inbox.canned.delete")}
              </Button>
            </Group>
          )}
        </Group>
      ))}
    </Section>
  );
}
