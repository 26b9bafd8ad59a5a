import { type Conversation, routes } from "@chatloom/api-schema";
import { ActionIcon, Button, Group, SegmentedControl, Text, Textarea } from "@mantine/core";
import { IconPaperclip, IconSend } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { live } from "../api/live.ts";
import { uploadFile } from "../api/upload-file.ts";
import { useMay, useMe } from "../session/use-me.ts";
import classes from "./inbox.module.css";
import { useConversationActions } from "./use-conversation.ts";
import { useMessageWindow } from "./use-message-window.ts";
import { addMessages } from "./use-thread.ts";

type Content = Parameters<typeof addMessages>[2][number]["content"];

/** Where a member writes: to the contact while a person owns the conversation, or a note to colleagues at any time. */
export function Composer({ conversation }: { readonly conversation: Conversation }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const may = useMay("agent");
  const actions = useConversationActions(conversation.id);
  const [mode, setMode] = useState<"reply" | "note">("reply");
  const [text, setText] = useState("");
  const picker = useRef<HTMLInputElement>(null);
  const typingUntil = useRef<ReturnType<typeof setTimeout>>(undefined);
  const params = { conversationId: conversation.id };
  const { handler, window } = conversation;
  const { member } = useMe();
  const other = handler === "human" && conversation.assignee?.id !== member.id;
  const owner = other ? conversation.assignee : undefined;
  const silent = mode === "reply" && (handler !== "human" || owner !== undefined);
  const { mayWrite, line } = useMessageWindow(window);
  const closed = mode === "reply" && !mayWrite;

  const send = useMutation({
    mutationFn: ({ content, key }: { content: Content; key: string }) =>
      call(routes.conversations.reply, { params, body: { content, key } }),
    // Repeating is harmless: the server knows the key.
    retry: 2,
    onSuccess: ({ items }) => addMessages(client, conversation.id, items),
    onError: (_error, { content }) =>
      content.kind === "text" && setText((now) => now || content.text),
  });
  const note = useMutation({
    mutationFn: (body: string) =>
      call(routes.conversations.addNote, { params, body: { text: body } }),
    onSuccess: (message) => addMessages(client, conversation.id, [message]),
    onError: (_error, body) => setText((now) => now || body),
  });
  const attach = useMutation({
    mutationFn: async (file: File) => {
      const { kind, url, id, mimeType, fileName, size } = await uploadFile(file);
      await send.mutateAsync({
        content: { kind, url, fileId: id, mimeType, fileName, size },
        key: newKey(),
      });
    },
  });

  const tellTyping = () => {
    if (mode === "note") {
      return;
    }
    if (!typingUntil.current) {
      live.emit("typing", conversation.id, true);
    }
    clearTimeout(typingUntil.current);
    typingUntil.current = setTimeout(() => {
      typingUntil.current = undefined;
      live.emit("typing", conversation.id, false);
    }, 2_500);
  };
  const submit = () => {
    const body = text.trim();
    if (!body || silent || closed) {
      return;
    }
    setText("");
    if (mode === "note") {
      note.mutate(body);
    } else {
      send.mutate({ content: { kind: "text", text: body }, key: newKey() });
    }
  };

  if (!may) {
    return (
      <Text className={classes.composer ?? ""} c="dimmed" size="sm">
        {t("inbox.composer.viewer")}
      </Text>
    );
  }
  return (
    <div className={classes.composer} data-note={mode === "note" || undefined}>
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
          {closed && (
            <Text size="sm" c="var(--cl-warning)" role="alert">
              {t("inbox.composer.windowClosed")}
            </Text>
          )}
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <Textarea
              flex={1}
              autosize
              minRows={1}
              maxRows={8}
              disabled={closed}
              aria-label={t(mode === "note" ? "inbox.composer.note" : "inbox.composer.reply")}
              placeholder={t(
                mode === "note" ? "inbox.composer.notePlaceholder" : "inbox.composer.placeholder",
              )}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
                tellTyping();
              }}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) {
                  return;
                }
                event.preventDefault();
                submit();
              }}
            />
            {mode === "reply" && (
              <>
                <input
                  ref={picker}
                  type="file"
                  hidden
                  onChange={(event) => {
                    const file = event.currentTarget.files?.[0];
                    if (file) {
                      attach.mutate(file);
                    }
                    event.currentTarget.value = "";
                  }}
                />
                <ActionIcon
                  size={36}
                  aria-label={t("inbox.composer.attach")}
                  disabled={closed}
                  loading={attach.isPending}
                  onClick={() => picker.current?.click()}
                >
                  <IconPaperclip size={19} />
                </ActionIcon>
              </>
            )}
            <ActionIcon
              size={36}
              variant="filled"
              color="loom"
              aria-label={t(mode === "note" ? "inbox.composer.addNote" : "inbox.composer.send")}
              disabled={!text.trim() || closed}
              onClick={submit}
            >
              <IconSend size={18} />
            </ActionIcon>
          </Group>
        </>
      )}
    </div>
  );
}

/** Unlike `crypto.randomUUID`, this also works where the studio is served without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
