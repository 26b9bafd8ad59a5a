import { Avatar, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "../session/use-me.ts";
import { AccountItems } from "./account-items.tsx";
import classes from "./shell.module.css";

/** The account menu of the rail. */
export function AccountMenu() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Menu width={240} position="right-end" trapFocus>
      <Menu.Target>
        <button type="button" className={classes.item}>
          <Avatar
            size={26}
            radius="xl"
            name={me.account.name}
            color="loom"
            variant="white"
            aria-hidden
          />
          <span>{t("common.account.short")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <AccountItems />
      </Menu.Dropdown>
    </Menu>
  );
}
