import { type Conversation, routes } from "@chatloom/api-schema";
import { ActionIcon, Alert, Button, Group, Popover, Text } from "@mantine/core";
import { IconMoodSmile, IconPaperclip, IconSend } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { live } from "../../api/live.ts";
import { uploadFile } from "../../api/upload-file.ts";
import {
  SuggestingField,
  type SuggestingHandle,
  type Suggestion,
} from "../../mentions/suggesting-field.tsx";
import { useMentions } from "../../mentions/use-mentions.ts";
import { AssistButtons } from "./assist-buttons.tsx";
import classes from "./composing.module.css";
import { FileChips } from "./file-chips.tsx";
import { findReplies } from "./find-replies.ts";
import { ScheduleButton } from "./schedule-button.tsx";
import type { AnsweredMeanwhile } from "./use-answered-meanwhile.ts";
import { useDraft } from "./use-draft.ts";
import { contentsOf, useSending } from "./use-sending.ts";

const EmojiPanel = lazy(async () => ({
  default: (await import("./emoji-panel.tsx")).EmojiPanel,
}));
const mostFiles = 10;
const typingMs = 2_500;

/** The field for a reply or a note, with canned replies, mentions, emoji and files. */
export function Writing({
  conversation,
  mode,
  closed,
  dropped,
  focused,
  meanwhile,
}: {
  readonly conversation: Conversation;
  readonly mode: "reply" | "note";
  /** Whether the channel takes no free message now. */
  readonly closed: boolean;
  /** Files that were dropped onto the conversation; a new list each time. */
  readonly dropped: readonly File[];
  /** Counts how often a key asked for the field. */
  readonly focused: number;
  readonly meanwhile: AnsweredMeanwhile;
}) {
  const { t } = useTranslation();
  const [draft, change] = useDraft(conversation.id);
  const field = useRef<SuggestingHandle>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [emoji, setEmoji] = useState(false);
  const typingUntil = useRef<ReturnType<typeof setTimeout>>(undefined);
  const mentions = useMentions();
  const text = draft[mode];
  const isReply = mode === "reply";
  const { data: canned } = useQuery({
    queryKey: ["canned-replies"],
    queryFn: () => call(routes.inbox.listCannedReplies),
  });
  const sending = useSending(conversation, {
    reply: (left) =>
      change((now) => ({ reply: now.reply || left.text, files: [...left.files, ...now.files] })),
    note: (body) => change((now) => ({ note: now.note || body })),
  });
  const attach = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files.slice(0, mostFiles)) {
        const { id: fileId, ...kept } = await uploadFile(file);
        change((now) => ({ files: [...now.files, { ...kept, fileId }].slice(0, mostFiles) }));
      }
    },
    onSuccess: () => field.current?.focus(),
  });
  const fill = useMutation({
    mutationFn: (cannedReplyId: string) =>
      call(routes.inbox.fillCannedReply, {
        params: { conversationId: conversation.id, cannedReplyId },
      }),
  });
  const { mutate: attachFiles } = attach;
  useEffect(() => {
    if (dropped.length > 0) {
      attachFiles(dropped);
    }
  }, [dropped, attachFiles]);
  useEffect(() => {
    if (focused > 0) {
      field.current?.focus();
    }
  }, [focused]);

  const tellTyping = () => {
    if (!isReply) {
      return;
    }
    if (!typingUntil.current) {
      live.emit("typing", conversation.id, true);
    }
    clearTimeout(typingUntil.current);
    typingUntil.current = setTimeout(() => {
      typingUntil.current = undefined;
      live.emit("typing", conversation.id, false);
    }, typingMs);
  };
  const suggest = (typed: string): readonly Suggestion[] =>
    isReply
      ? findReplies(canned?.items ?? [], typed)
          .slice(0, 30)
          .map((it) => ({
            id: it.id,
            title: `/${it.shortcut}`,
            hint: it.text || (it.files[0]?.fileName ?? ""),
          }))
      : mentions.suggest(typed);
  const take = async (suggestion: Suggestion, before: string, after: string) => {
    if (!isReply) {
      change(() => ({ note: `${before}@${suggestion.title} ${after}` }));
      return;
    }
    const filled = await fill.mutateAsync(suggestion.id);
    change((now) => ({
      reply: before + filled.text + after,
      files: [...now.files, ...filled.files].slice(0, mostFiles),
    }));
  };
  const warned = isReply && draft.reply !== "" && meanwhile.message !== undefined;
  const empty = text.trim() === "" && (!isReply || draft.files.length === 0);
  const send = () => {
    const body = text.trim();
    if (isReply) {
      change(() => ({ reply: "", files: [] }));
      meanwhile.forget();
      sending.reply.mutate({ text: body, files: draft.files });
    } else {
      change(() => ({ note: "" }));
      sending.note.mutate({ text: body, mentions: mentions.idsIn(body) });
    }
  };
  const submit = () => {
    if (!empty && !closed && !attach.isPending && !warned) {
      send();
    }
  };

  return (
    <>
      {warned && meanwhile.message && (
        <Alert color="yellow" p="xs" role="alert">
          <Group justify="space-between" gap="xs">
            <Text size="sm" flex={1} miw={180} lineClamp={2}>
              {t("inbox.composer.answeredMeanwhile", {
                name: meanwhile.message.name,
                text: meanwhile.message.text,
              })}
            </Text>
            <Button size="compact-sm" variant="light" onClick={send} disabled={empty || closed}>
              {t("inbox.composer.sendAnyway")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={meanwhile.forget}>
              {t("inbox.composer.keepWriting")}
            </Button>
          </Group>
        </Alert>
      )}
      {isReply && (
        <FileChips
          files={draft.files}
          onRemove={(index) =>
            change((now) => ({ files: now.files.filter((_, at) => at !== index) }))
          }
        />
      )}
      <Group gap="xs" align="flex-end" wrap="nowrap" className={classes.line ?? ""}>
        <SuggestingField
          ref={field}
          label={t(isReply ? "inbox.composer.reply" : "inbox.composer.note")}
          placeholder={t(isReply ? "inbox.composer.placeholder" : "inbox.composer.notePlaceholder")}
          listLabel={t(isReply ? "inbox.tools.tabs.replies" : "inbox.composer.members")}
          disabled={closed}
          value={text}
          sign={isReply ? "/" : "@"}
          suggest={suggest}
          onChange={(value) => {
            change(() => (isReply ? { reply: value } : { note: value }));
            tellTyping();
          }}
          onTake={(...taken) => void take(...taken)}
          onSubmit={submit}
          onPasteFiles={(files) => isReply && attach.mutate(files)}
        />
        <Popover opened={emoji} onChange={setEmoji} position="top-end" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon
              size={36}
              aria-label={t("inbox.emoji.title")}
              disabled={closed}
              onClick={() => setEmoji(!emoji)}
            >
              <IconMoodSmile size={19} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown p="xs" w={310}>
            <Suspense fallback={<Text size="sm">{t("common.loading")}</Text>}>
              <EmojiPanel
                onChoose={(chosen) => {
                  setEmoji(false);
                  field.current?.insert(chosen);
                }}
              />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
        {isReply && (
          <>
            <input
              ref={picker}
              type="file"
              hidden
              multiple
              onChange={(event) => {
                attach.mutate([...(event.currentTarget.files ?? [])]);
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
        {isReply && (
          <AssistButtons
            conversationId={conversation.id}
            text={text}
            disabled={closed}
            onText={(reply) => {
              change(() => ({ reply }));
              field.current?.focus();
            }}
          />
        )}
        {isReply && (
          <ScheduleButton
            conversationId={conversation.id}
            disabled={empty || attach.isPending}
            contents={() => contentsOf({ text: text.trim(), files: draft.files })}
            onScheduled={() => change(() => ({ reply: "", files: [] }))}
          />
        )}
        <ActionIcon
          size={36}
          variant="filled"
          color="loom"
          aria-label={t(isReply ? "inbox.composer.send" : "inbox.composer.addNote")}
          disabled={empty || closed || attach.isPending}
          onClick={submit}
        >
          <IconSend size={18} />
        </ActionIcon>
      </Group>
    </>
  );
}
