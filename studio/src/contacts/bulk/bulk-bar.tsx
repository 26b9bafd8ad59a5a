import { routes } from "@chatloom/api-schema";
import { Button, CloseButton, Group, Menu, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import {
  IconBan,
  IconChevronDown,
  IconForms,
  IconPlayerPlay,
  IconShieldCheck,
  IconTag,
  IconTagOff,
  IconTrash,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useMay } from "../../session/use-me.ts";
import classes from "./bulk.module.css";
import type { BulkActionName } from "./bulk-action-name.ts";
import { BulkForm } from "./bulk-form.tsx";
import type { Selection } from "./use-selection.ts";

const shown = [
  { name: "addTag", icon: IconTag },
  { name: "removeTag", icon: IconTagOff },
  { name: "setField", icon: IconForms },
  { name: "startFlow", icon: IconPlayerPlay },
] as const;
const more = [
  { name: "consent", icon: IconShieldCheck },
  { name: "block", icon: IconBan },
  { name: "unblock", icon: IconBan },
] as const;
/** The actions on chosen contacts. It stays in sight while the list scrolls. */
export function BulkBar({
  selection,
  more: unlisted,
}: {
  readonly selection: Selection;
  /** There are matching contacts that are not listed yet. */
  readonly more: boolean;
}) {
  const { t, i18n } = useTranslation();
  const admin = useMay("contacts.erase");
  const { asked, everyone, size } = selection;
  const counted = useQuery({
    queryKey: ["contacts", "selected", asked],
    enabled: everyone,
    queryFn: () => call(routes.contactChanges.countSelection, { body: { selection: asked } }),
  });
  const count = everyone ? counted.data : { count: size, complete: true };
  const words = count
    ? t(count.complete ? "contacts.bulk.chosen" : "contacts.bulk.chosenAtLeast", {
        count: count.count,
        shown: count.count.toLocaleString(i18n.language),
      })
    : t("contacts.bulk.everyone");
  const open = (action: BulkActionName) =>
    modals.open({
      title: t(`contacts.bulk.actions.${action}`),
      children: (
        <BulkForm
          action={action}
          asked={asked}
          chosen={words}
          onBegun={() => {
            modals.closeAll();
            selection.clear();
          }}
        />
      ),
    });
  return (
    <Group className={classes.bar ?? ""} role="region" aria-label={t("contacts.bulk.label")}>
      <CloseButton aria-label={t("contacts.bulk.clear")} onClick={selection.clear} />
      <Text fw={650} role="status">
        {words}
      </Text>
      {unlisted && !everyone && (
        <Button size="xs" variant="subtle" onClick={selection.chooseEveryone}>
          {t("contacts.bulk.chooseEveryone")}
        </Button>
      )}
      <Group gap="xs" ml="auto">
        {shown.map(({ name, icon: Icon }) => (
          <Button
            key={name}
            size="xs"
            variant="default"
            leftSection={<Icon size={15} aria-hidden />}
            onClick={() => open(name)}
          >
            {t(`contacts.bulk.actions.${name}`)}
          </Button>
        ))}
        <Menu position="top-end">
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              rightSection={<IconChevronDown size={15} aria-hidden />}
            >
              {t("contacts.more")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map(({ name, icon: Icon }) => (
              <Menu.Item
                key={name}
                leftSection={<Icon size={15} aria-hidden />}
                onClick={() => open(name)}
              >
                {t(`contacts.bulk.actions.${name}`)}
              </Menu.Item>
            ))}
            {admin && (
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => open("erase")}
              >
                {t("contacts.bulk.actions.erase")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Group>
  );
}
