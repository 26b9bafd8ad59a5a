import { Menu } from "@mantine/core";
import { IconMenu2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, matchPath, useLocation } from "react-router";
import type { Area } from "../ui/area.ts";
import { AccountItems } from "./account-items.tsx";
import classes from "./shell.module.css";

/** The last entry of a phone's bar: the other areas, and the account. */
export function MoreMenu({ areas }: { readonly areas: readonly Area[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const isOpen = ({ path }: Area) => matchPath({ path, end: false }, pathname) !== null;
  return (
    <Menu width={260} position="top-end" trapFocus>
      <Menu.Target>
        <button
          type="button"
          className={classes.item}
          data-tour="more"
          aria-current={areas.some(isOpen) ? "page" : undefined}
        >
          <IconMenu2 size={22} stroke={1.7} aria-hidden />
          <span>{t("common.more")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="calc(100dvh - 80px)" style={{ overflowY: "auto" }}>
        {areas.map((area) => (
          <Menu.Item
            key={area.path}
            component={Link}
            to={area.path}
            fw={isOpen(area) ? 650 : undefined}
            leftSection={<area.icon size={18} aria-hidden />}
          >
            {t(area.label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <AccountItems />
      </Menu.Dropdown>
    </Menu>
  );
}
