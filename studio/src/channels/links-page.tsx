import type { RefLink } from "@chatloom/api-schema";
import { Button, EmptyState, Stack, Text, TextInput } from "@mantine/core";
import { IconQrcode, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/use-me.ts";
import { Awaiting } from "../ui/awaiting.tsx";
import { Page } from "../ui/page.tsx";
import { BackToChannels } from "./back-to-channels.tsx";
import { LinkCard } from "./link-card.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { useChannels, useChannelTypes } from "./use-channels.ts";
import { type LinkDraft, useRefLinks } from "./use-ref-links.ts";

/** From so many links on they can be searched. */
const searchedFrom = 8;

/** The links and QR codes that open a chat, with what came of each. */
export function LinksPage() {
  const { t } = useTranslation();
  const may = useMay("channels.arrange");
  const { links, query, remove } = useRefLinks();
  const { data: channels } = useChannels();
  const { data: types } = useChannelTypes();
  const [edited, setEdited] = useState<LinkDraft>();
  const [words, setWords] = useState("");
  const typeOf = (channelId: string) => {
    const channel = channels?.items.find((it) => it.id === channelId);
    return types?.items.find((it) => it.type === channel?.type);
  };
  const possible = channels?.items.filter((it) => typeOf(it.id)?.refLinks) ?? [];
  const found = links?.filter((it) => it.name.toLowerCase().includes(words.trim().toLowerCase()));
  const add = () => setEdited(freshLink(possible[0]?.id ?? ""));
  const create = may && possible.length > 0 && <Button onClick={add}>{t("links.add")}</Button>;
  return (
    <Page title={t("links.title")} actions={create}>
      <BackToChannels />
      <Awaiting of={query} height={120} maw={760} />
      {links?.length === 0 && (
        <EmptyState
          icon={<IconQrcode size={34} stroke={1.4} />}
          title={t("links.empty")}
          description={t("links.emptyHint")}
        />
      )}
      <Stack gap="sm" maw={760}>
        {links && links.length >= searchedFrom && (
          <TextInput
            type="search"
            aria-label={t("links.search")}
            placeholder={t("links.search")}
            leftSection={<IconSearch size={16} />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
        {found?.map((link) => (
          <LinkCard
            key={link.id}
            link={link}
            channel={channels?.items.find((it) => it.id === link.channelId)}
            type={typeOf(link.channelId)}
            readOnly={!may}
            onEdit={() => setEdited(draftOf(link))}
            onDelete={() => remove(link)}
          />
        ))}
        {links && links.length > 0 && found?.length === 0 && (
          <Text c="dimmed">{t("forms.nothingFound")}</Text>
        )}
      </Stack>
      {edited && (
        <LinkDialog
          link={edited}
          channels={possible}
          ways={(channelId) => typeOf(channelId)?.refLinks}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Page>
  );
}

function freshLink(channelId: string): LinkDraft {
  return { channelId, name: "", flowId: "", text: "", page: "", values: {} };
}

function draftOf({
  id,
  channelId,
  name,
  flowId,
  nodeId,
  text,
  page,
  values,
  expiresAt,
}: RefLink): LinkDraft {
  return { id, channelId, name, flowId, nodeId, text, page, values, expiresAt };
}
