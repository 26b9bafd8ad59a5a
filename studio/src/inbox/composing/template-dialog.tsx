import { type Conversation, routes } from "@chatloom/api-schema";
import { isMarketing, type MessageTemplate, parameterKeys } from "@chatloom/flows-schema";
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { TemplatePreview } from "../../ui/template-preview.tsx";
import {
  filledParameters,
  parameterHint,
  parameterLabel,
  templateWords,
} from "../../ui/template-words.ts";
import { addMessages } from "../use-thread.ts";
import { newKey } from "./new-key.ts";

const longestValue = 2_000;

/** Sends one of the channel's approved templates, which its platform takes after its window has closed. */
export function TemplateDialog({
  conversation,
  templates,
  onClose,
}: {
  readonly conversation: Conversation;
  readonly templates: readonly MessageTemplate[];
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosenId, setChosenId] = useState(templates.length === 1 ? templates[0]?.id : undefined);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  // Every attempt has the same key, so that the server sends the message once.
  const [key] = useState(newKey);
  const chosen = templates.find((it) => it.id === chosenId);
  const keys = chosen ? parameterKeys(chosen.parameters) : [];
  const missing = chosen?.parameters.some(
    ({ optional }, at) => !optional && (values[keys[at] ?? ""] ?? "").trim() === "",
  );
  const send = useMutation({
    mutationFn: (template: MessageTemplate) =>
      call(routes.conversations.reply, {
        params: { conversationId: conversation.id },
        body: { key, content: contentOf(template, values) },
      }),
    onSuccess: ({ items }) => {
      addMessages(client, conversation.id, items);
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={t("inbox.template.title")} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen && !missing) {
            send.mutate(chosen);
          }
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t("inbox.template.hint")}
          </Text>
          <Select
            label={t("inbox.template.choose")}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t("forms.nothingFound")}
            data={templates.map(({ id, title, name, language }) => ({
              value: id,
              label: [title ?? name, language].filter((it) => it !== "").join(" · "),
            }))}
            value={chosenId ?? null}
            onChange={(id) => {
              setChosenId(id ?? undefined);
              setValues({});
            }}
          />
          {chosen?.parameters.map((parameter, at) => {
            const place = keys[at] ?? "";
            return (
              <TextInput
                key={`${chosen.id} ${place}`}
                label={parameterLabel(chosen, at, t)}
                description={parameterHint(parameter, t)}
                required={!parameter.optional}
                maxLength={longestValue}
                value={values[place] ?? ""}
                onChange={({ currentTarget }) =>
                  setValues({ ...values, [place]: currentTarget.value })
                }
              />
            );
          })}
          {chosen && isMarketing(chosen) && <Text size="sm">{t("inbox.template.marketing")}</Text>}
          {chosen && <TemplatePreview template={chosen} values={values} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={!chosen || missing === true} loading={send.isPending}>
              {t("inbox.template.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The message that a template becomes with its values. */
function contentOf(template: MessageTemplate, values: Readonly<Record<string, string>>) {
  const { name, language } = template;
  const parameters = filledParameters(template, (key) => (values[key] ?? "").trim());
  const preview = templateWords(template, values, "body");
  return { kind: "template" as const, name, language, parameters, preview };
}
