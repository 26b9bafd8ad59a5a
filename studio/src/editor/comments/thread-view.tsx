import type { FlowComment, FlowThread } from "@chatloom/api-schema";
import { ActionIcon, Badge, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { WithMentions } from "../../mentions/with-mentions.tsx";
import { useMay } from "../../session/use-me.ts";
import { ago, moment } from "../../words/formats.ts";
import { CommentField } from "./comment-field.tsx";
import { useThread } from "./use-flow-comments.ts";

/** The comments on a step, with a field for the next one. */
export function ThreadView({
  flowId,
  nodeId,
  thread,
  removed,
}: {
  readonly flowId: string;
  readonly nodeId: string;
  /** Absent: nobody has commented yet. */
  readonly thread: FlowThread | undefined;
  readonly removed: boolean;
}) {
  const { t } = useTranslation();
  const may = useMay("flows.comment");
  const change = useThread(flowId, nodeId);
  const mentioned = thread?.mentioned ?? false;
  const { mutate: read } = change.read;
  useEffect(() => {
    if (mentioned) {
      read();
    }
  }, [mentioned, read]);
  return (
    <Stack gap="xs">
      {removed && (
        <Badge color="yellow" variant="light" tt="none">
          {t("editor.comments.removed")}
        </Badge>
      )}
      {thread?.resolved === true && (
        <Text size="xs" c="dimmed" role="status">
          {t("editor.comments.resolvedBy", { name: thread.resolvedBy ?? "" })}
        </Text>
      )}
      {thread?.comments.map((comment) => (
        <Comment key={comment.id} comment={comment} change={change} />
      ))}
      {may && (
        <CommentField
          label={t("editor.comments.write")}
          submit={t("editor.comments.send")}
          pending={change.add.isPending}
          onSubmit={change.add.mutateAsync}
        />
      )}
      {may && thread && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={change.resolve.isPending}
          onClick={() => change.resolve.mutate(!thread.resolved)}
        >
          {t(thread.resolved ? "editor.comments.reopen" : "editor.comments.resolve")}
        </Button>
      )}
    </Stack>
  );
}

function Comment({
  comment,
  change,
}: {
  readonly comment: FlowComment;
  readonly change: ReturnType<typeof useThread>;
}) {
  const { t } = useTranslation();
  const may = useMay("flows.comment");
  const [editing, setEditing] = useState(false);
  const { id, by, text, mentions, at, editedAt, own } = comment;
  return (
    <article aria-label={t("editor.comments.of", { name: by })}>
      <Group justify="space-between" wrap="nowrap" gap={4}>
        <Text size="xs" c="dimmed" title={moment(editedAt ?? at)}>
          <Text span fw={600} c="var(--mantine-color-text)">
            {by}
          </Text>{" "}
          {[ago(at), editedAt !== undefined && t("editor.comments.edited")]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        {own && may && !editing && (
          <Group gap={0} wrap="nowrap">
            <Tooltip label={t("editor.comments.edit")}>
              <ActionIcon
                size="sm"
                aria-label={t("editor.comments.edit")}
                onClick={() => setEditing(true)}
              >
                <IconPencil size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t("editor.comments.delete")}>
              <ActionIcon
                size="sm"
                aria-label={t("editor.comments.delete")}
                onClick={() => change.remove.mutate(id)}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </Tooltip>
          </Group>
        )}
      </Group>
      {editing ? (
        <CommentField
          text={text}
          label={t("editor.comments.edit")}
          submit={t("common.save")}
          pending={change.change.isPending}
          onSubmit={async (written) => {
            await change.change.mutateAsync({ id, ...written });
            setEditing(false);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          <WithMentions text={text} mentions={mentions} />
        </Text>
      )}
    </article>
  );
}
