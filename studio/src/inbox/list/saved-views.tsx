import { type InboxView, routes } from "@chatloom/api-schema";
import { ActionIcon, Button, Menu, Stack, Switch, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconBookmark, IconDeviceFloppy, IconTrash, IconUsers } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import { type ListFilter, sameFilter } from "./list-filter.ts";

const queryKey = ["inbox-views"];

/** The saved views: opens one, saves the filter as a new one, deletes the one that is open. */
export function SavedViews({
  filter,
  onOpen,
}: {
  readonly filter: ListFilter;
  readonly onOpen: (filter: ListFilter) => void;
}) {
  const { t } = useTranslation();
  const may = useMay("inbox.answer");
  const editor = useMay("inbox.arrange");
  const client = useQueryClient();
  const { data } = useQuery({ queryKey, queryFn: () => call(routes.inbox.listViews) });
  const remove = useMutation({
    mutationFn: (viewId: string) => call(routes.inbox.deleteView, { params: { viewId } }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const open = data?.items.find((it) => sameFilter(it.filter, filter));
  const save = () =>
    modals.open({
      title: t("inbox.saved.saveTitle"),
      children: <SaveView filter={filter} />,
    });
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          size="lg"
          variant={open ? "light" : "subtle"}
          color={open ? "loom" : "gray"}
          aria-label={t("inbox.saved.title")}
          title={open?.name ?? t("inbox.saved.title")}
        >
          <IconBookmark size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="60dvh" style={{ overflowY: "auto" }}>
        <Menu.Label>{t(data?.items.length ? "inbox.saved.title" : "inbox.saved.none")}</Menu.Label>
        {data?.items.map((view: InboxView) => (
          <Menu.Item
            key={view.id}
            fw={view === open ? 650 : undefined}
            rightSection={view.shared ? <IconUsers size={14} aria-hidden /> : undefined}
            onClick={() => onOpen(view.filter)}
          >
            {view.name}
          </Menu.Item>
        ))}
        {may && <Menu.Divider />}
        {may && (
          <Menu.Item leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={save}>
            {t("inbox.saved.save")}
          </Menu.Item>
        )}
        {may && open && (open.mine || editor) && (
          <Menu.Item
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove.mutate(open.id)}
          >
            {t("inbox.saved.delete", { name: open.name })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveView({ filter }: { readonly filter: ListFilter }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      call(routes.inbox.createView, { body: { name: name.trim(), filter, shared } }),
    onSuccess: async () => {
      modals.closeAll();
      await client.invalidateQueries({ queryKey });
    },
  });
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
          maxLength={60}
          label={t("inbox.saved.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Switch
          label={t("inbox.saved.shared")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
          {t("inbox.saved.save")}
        </Button>
      </Stack>
    </form>
  );
}
