import { addressOf, type KeptTemplate, pages, routes } from "@chatloom/api-schema";
import { Alert, Button, EmptyState, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconRefresh, IconSearch, IconTemplate } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { call } from "../api/call.ts";
import { useMessageTemplates } from "../api/use-message-templates.ts";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { longTime } from "../ui/format-time.ts";
import { Page } from "../ui/page.tsx";
import { BackToChannel } from "./back-to-channels.tsx";
import { TemplateRow } from "./template-row.tsx";
import { useChannels, useChannelTypes } from "./use-channels.ts";

const pageSize = 50;

/** The templates of a channel with their state, and why a platform refused one. */
export function TemplatesPage() {
  const { t, i18n } = useTranslation();
  const { channelId = "" } = useParams();
  const may = useMay("channels.arrange");
  const client = useQueryClient();
  const listed = useMessageTemplates(channelId);
  const { data } = listed;
  const { data: channels } = useChannels();
  const { data: types } = useChannelTypes();
  const [words, setWords] = useState("");
  const [shown, setShown] = useState(pageSize);
  const channel = channels?.items.find((it) => it.id === channelId);
  const type = types?.items.find((it) => it.type === channel?.type);
  const list = data?.lists[0];
  const read = useMutation({
    mutationFn: () => call(routes.messageTemplates.readTemplates, { params: { channelId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["messageTemplates"] }),
  });
  const found = (data?.items ?? []).filter((it) => mentions(it, words));
  const canSubmit = may && type?.templates?.canSubmit === true;
  const create = canSubmit && (
    <Button component={Link} to={addressOf(pages.newTemplate, { channelId })}>
      {t("channels.templates.new")}
    </Button>
  );
  return (
    <Page
      title={t("channels.templates.title")}
      actions={
        <>
          {may && (
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} />}
              loading={read.isPending}
              onClick={() => read.mutate()}
            >
              {t("channels.templates.read")}
            </Button>
          )}
          {create}
        </>
      }
    >
      <BackToChannel channelId={channelId} name={channel?.name ?? ""} />
      {list?.problem !== undefined && (
        <Alert color="yellow" mb="md">
          {list.problem}
        </Alert>
      )}
      <Awaiting of={listed} height={90} maw={640} />
      {data && data.items.length === 0 ? (
        <EmptyState
          icon={<IconTemplate size={34} stroke={1.4} />}
          title={t(
            list?.readAt === undefined ? "channels.templates.never" : "channels.templates.none",
          )}
          description={t(
            canSubmit ? "channels.templates.noneHint" : "channels.templates.noneElsewhere",
          )}
        />
      ) : (
        <Stack gap="sm" maw={860}>
          <Group justify="space-between">
            <TextInput
              type="search"
              aria-label={t("channels.templates.search")}
              placeholder={t("channels.templates.search")}
              leftSection={<IconSearch size={16} />}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
              w={{ base: "100%", xs: 280 }}
            />
            {list?.readAt && (
              <Text fz="xs" c="dimmed">
                {t("channels.templates.asOf", { when: longTime(list.readAt, i18n.language) })}
              </Text>
            )}
          </Group>
          {found.slice(0, shown).map((it) => (
            <TemplateRow key={it.template.id} kept={it} />
          ))}
          {data && found.length === 0 && <Text c="dimmed">{t("forms.nothingFound")}</Text>}
          {found.length > shown && (
            <Button variant="light" onClick={() => setShown(shown + pageSize)}>
              {t("channels.templates.more", { count: found.length - shown })}
            </Button>
          )}
        </Stack>
      )}
    </Page>
  );
}

function mentions({ template }: KeptTemplate, words: string): boolean {
  const { name, title = "", body, language, category = "" } = template;
  const text = [name, title, body, language, category].join("\n").toLowerCase();
  return text.includes(words.trim().toLowerCase());
}
