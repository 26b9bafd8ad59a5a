import { longestComment } from "@chatloom/api-schema";
import { Button, Group } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SuggestingField, type SuggestingHandle } from "../../mentions/suggesting-field.tsx";
import { useMentions } from "../../mentions/use-mentions.ts";
import type { WrittenComment } from "./use-flow-comments.ts";

/** A field for a comment; `@` offers the members. */
export function CommentField({
  text: before = "",
  label,
  submit,
  pending,
  onSubmit,
  onCancel,
}: {
  readonly text?: string;
  readonly label: string;
  readonly submit: string;
  readonly pending: boolean;
  /** Resolves when it is stored; after a failure the text is in the field again. */
  readonly onSubmit: (written: WrittenComment) => Promise<unknown>;
  readonly onCancel?: () => void;
}) {
  const { t } = useTranslation();
  const mentions = useMentions();
  const field = useRef<SuggestingHandle>(null);
  const [text, setText] = useState(before);
  const editing = onCancel !== undefined;
  useEffect(() => {
    if (editing) {
      field.current?.focus();
    }
  }, [editing]);
  const send = () => {
    const written = text.trim();
    if (written !== "" && !pending) {
      if (!editing) {
        // Cleared at once: what is typed before the answer arrives belongs to the next comment.
        setText("");
      }
      onSubmit({ text: written, mentions: mentions.idsIn(written) }).catch(() =>
        setText((now) => (editing ? now : [written, now].filter(Boolean).join("\n"))),
      );
    }
  };
  return (
    <>
      <SuggestingField
        ref={field}
        label={label}
        placeholder={t("editor.comments.placeholder")}
        listLabel={t("inbox.composer.members")}
        disabled={false}
        value={text}
        sign="@"
        suggest={mentions.suggest}
        onChange={(value) => setText(value.slice(0, longestComment))}
        onTake={(member, ahead, after) => setText(`${ahead}@${member.title} ${after}`)}
        onSubmit={send}
        onPasteFiles={() => undefined}
      />
      <Group gap="xs" justify="flex-end">
        {onCancel && (
          <Button size="compact-sm" variant="subtle" onClick={onCancel}>
            {t("common.cancel")}
          </Button>
        )}
        <Button size="compact-sm" disabled={text.trim() === ""} loading={pending} onClick={send}>
          {submit}
        </Button>
      </Group>
    </>
  );
}
