import { type CannedFile, type CannedReply, routes } from "@chatloom/api-schema";
import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { uploadFile } from "../../api/upload-file.ts";
import { problemText } from "../../ui/show-problem.ts";
import { FileChips } from "../composing/file-chips.tsx";

const most = 5;
/** The most frequent variables; all of Liquid works. */
const variables = [
  "contact.name",
  "contact.email",
  "contact.phone",
  "agent.name",
  "agent.firstName",
  "channel.name",
  "workspace.name",
] as const;

/** Writes a canned reply: its shortcut, text with variables, and files. */
export function CannedReplyForm({ reply }: { readonly reply: CannedReply | undefined }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  const [files, setFiles] = useState<readonly CannedFile[]>(reply?.files ?? []);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: uploadFile,
    onSuccess: ({ id: fileId, ...file }) => setFiles((now) => [...now, { ...file, fileId }]),
  });
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: () => {
      const body = { shortcut, text, files: [...files] };
      return reply
        ? call(routes.inbox.updateCannedReply, { params: { cannedReplyId: reply.id }, body })
        : call(routes.inbox.createCannedReply, { body });
    },
    onSuccess: async () => {
      modals.closeAll();
      await client.invalidateQueries({ queryKey: ["canned-replies"] });
    },
  });
  const insert = (name: string) => {
    const at = area.current?.selectionStart ?? text.length;
    setText(`${text.slice(0, at)}{{ ${name} }}${text.slice(at)}`);
    area.current?.focus();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TextInput
          data-autofocus
          required
          maxLength={40}
          label={t("inbox.canned.shortcut")}
          description={t("inbox.canned.shortcutHint")}
          leftSection="/"
          value={shortcut}
          onChange={(event) => setShortcut(event.currentTarget.value.replace(/\s+/g, "-"))}
        />
        <Textarea
          ref={area}
          autosize
          minRows={4}
          maxRows={12}
          maxLength={4_000}
          label={t("inbox.canned.text")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group gap={4}>
          <Text size="sm" c="dimmed">
            {t("inbox.canned.insert")}
          </Text>
          {variables.map((name) => (
            <Button key={name} size="compact-xs" variant="default" onClick={() => insert(name)}>
              {name}
            </Button>
          ))}
        </Group>
        <FileChips
          files={files}
          onRemove={(index) => setFiles(files.filter((_, at) => at !== index))}
        />
        <input
          ref={picker}
          type="file"
          hidden
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) {
              upload.mutate(file);
            }
            event.currentTarget.value = "";
          }}
        />
        {save.error && (
          <Text size="sm" c="red" role="alert">
            {problemText(save.error)}
          </Text>
        )}
        <Group justify="space-between">
          <Button
            variant="default"
            disabled={files.length >= most}
            loading={upload.isPending}
            onClick={() => picker.current?.click()}
          >
            {t("inbox.composer.attach")}
          </Button>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={shortcut === "" || (text.trim() === "" && files.length === 0)}
          >
            {t("inbox.canned.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
