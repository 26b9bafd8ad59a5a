import { type Contact, pages, routes } from "@chatloom/api-schema";
import { Button, Menu, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import {
  IconArrowMerge,
  IconDots,
  IconDownload,
  IconFileZip,
  IconTrash,
} from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { MergeContact } from "./merge-contact.tsx";
import { PackContact } from "./pack-contact.tsx";

/** The rarer actions on a contact: merge, export, erase. */
export function ContactMenu({ contact }: { readonly contact: Contact }) {
  const { t } = useTranslation();
  const mayErase = useMay("contacts.erase");
  const mayExport = useMay("contacts.export");
  const client = useQueryClient();
  const navigate = useNavigate();
  const erase = useMutation({
    mutationFn: () =>
      call(routes.contactRecords.eraseContact, { params: { contactId: contact.id } }),
    onSuccess: async () => {
      notifications.show({ message: t("contacts.erase.begun") });
      await navigate(pages.contacts);
      await client.invalidateQueries({ queryKey: ["contacts"] });
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
          {t("contacts.more")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowMerge size={16} aria-hidden />}
          onClick={() =>
            modals.open({
              title: t("contacts.merge.title"),
              children: <MergeContact contact={contact} />,
            })
          }
        >
          {t("contacts.merge.open")}
        </Menu.Item>
        {mayExport && (
          <>
            <Menu.Item
              component="a"
              leftSection={<IconDownload size={16} aria-hidden />}
              href={`/api/v1/contacts/${contact.id}/export`}
              download
            >
              {t("contacts.export")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconFileZip size={16} aria-hidden />}
              onClick={() =>
                modals.open({
                  title: t("contacts.archive.title"),
                  children: <PackContact contactId={contact.id} />,
                })
              }
            >
              {t("contacts.archive.open")}
            </Menu.Item>
          </>
        )}
        {mayErase && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() =>
              modals.openConfirmModal({
                title: t("contacts.erase.title", {
                  name: contact.name || t("contacts.unnamed"),
                }),
                children: <Text size="sm">{t("contacts.erase.text")}</Text>,
                labels: { confirm: t("contacts.erase.confirm"), cancel: t("common.cancel") },
                confirmProps: { color: "red" },
                onConfirm: () => erase.mutate(),
              })
            }
          >
            {t("contacts.erase.open")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
