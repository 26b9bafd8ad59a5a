import { addressOf, pages } from "@chatloom/api-schema";
import { Anchor } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import classes from "./channels.module.css";

/** A link back to the list of channels. */
export function BackToChannels() {
  const { t } = useTranslation();
  return <Back to={pages.channels}>{t("channels.back")}</Back>;
}

/** A link back to a channel. */
export function BackToChannel({
  channelId,
  name,
}: {
  readonly channelId: string;
  readonly name: string;
}) {
  return <Back to={addressOf(pages.channel, { channelId })}>{name}</Back>;
}

/** A link back to the templates of a channel. */
export function BackToTemplates({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  return (
    <Back to={addressOf(pages.channelTemplates, { channelId })}>
      {t("channels.templates.title")}
    </Back>
  );
}

function Back({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} className={classes.back ?? ""}>
      <IconChevronLeft size={16} aria-hidden />
      {children}
    </Anchor>
  );
}
