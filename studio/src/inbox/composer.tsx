import type { Conversation } from "@chatloom/api-schema";
import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../session/use-me.ts";
import { ClosedWindow } from "./composing/closed-window.tsx";
import { useAnsweredMeanwhile } from "./composing/use-answered-meanwhile.ts";
import { Writing } from "./composing/writing.tsx";
import classes from "./inbox.module.css";
import { useConversationActions } from "./use-conversation.ts";
import { useMessageWindow } from "./use-message-window.ts";
import { useShortcuts } from "./use-shortcuts.ts";

/** Where a member writes: to the contact while a person owns the conversation, or a note to colleagues at any time. */
export function Composer({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const may = useMay("inbox.answer");
  const actions = useConversationActions(conversation.id);
  const [mode, setMode] = useState<"reply" | "note">("reply");
  const { handler, window } = conversation;
  const { member } = useMe();
  const other = handler === "human" && conversation.assignee?.id !== member.id;
  const owner = other ? conversation.assignee : undefined;
  const silent = mode === "reply" && (handler !== "human" || owner !== undefined);
  const { mayWrite, line } = useMessageWindow(window);
  const closed = mode === "reply" && !mayWrite;

  const [dropped, setDropped] = useState<readonly File[]>([]);
  const [dropping, setDropping] = useState(false);
  const droppable = mode === "reply" && !silent && !closed;
  const meanwhile = useAnsweredMeanwhile(conversation.id);
  const [focused, setFocused] = useState(0);
  const write = (next: typeof mode) => () => {
    setMode(next);
    setFocused((times) => times + 1);
  };
  useShortcuts({ n: write("note"), r: write("reply") });

  if (!may) {
    return (
      <Text className={classes.composer ?? ""} c="dimmed" size="sm">
        {t("inbox.composer.viewer")}
      </Text>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; a button and pasting do the same.
    <div
      className={classes.composer}
      data-note={mode === "note" || undefined}
      data-dropping={dropping || undefined}
      onDragOver={(event) => {
        if (droppable && event.dataTransfer.types.includes("Files")) {
          event.preventDefault();
          setDropping(true);
        }
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        setDropping(false);
        if (droppable && event.dataTransfer.files.length > 0) {
          event.preventDefault();
          setDropped([...event.dataTransfer.files]);
        }
      }}
    >
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          value={mode}
          onChange={(value) => setMode(value as typeof mode)}
          data={[
            { value: "reply", label: t("inbox.composer.reply") },
            { value: "note", label: t("inbox.composer.note") },
          ]}
        />
        {mode === "reply" && line !== undefined && (
          <Text size="xs" c="dimmed">
            {line}
          </Text>
        )}
      </Group>
      {silent ? (
        <Group justify="space-between" className={classes.silent ?? ""} gap="sm">
          <Text size="sm" flex={1} miw={200}>
            {owner
              ? t("inbox.composer.otherOwns", { name: owner.name })
              : t(`inbox.composer.${handler === "human" ? "none" : handler}Owns`)}
          </Text>
          <Button
            loading={actions.takeOver.isPending}
            onClick={() => actions.takeOver.mutate(owner?.id)}
          >
            {owner
              ? t("inbox.actions.takeOverFrom", { name: owner.name })
              : t("inbox.actions.takeOver")}
          </Button>
        </Group>
      ) : (
        <>
          {closed && <ClosedWindow conversation={conversation} />}
          <Writing
            key={mode}
            conversation={conversation}
            mode={mode}
            closed={closed}
            dropped={dropped}
            focused={focused}
            meanwhile={meanwhile}
          />
        </>
      )}
    </div>
  );
}
