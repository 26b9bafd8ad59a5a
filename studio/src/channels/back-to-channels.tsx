import { addressOf, pages } from "@chatloom/api-schema";
import { useTranslation } from "react-i18next";
import { BackLink } from "../ui/back-link.tsx";

/** A link back to the list of channels. */
export function BackToChannels() {
  const { t } = useTranslation();
  return <BackLink to={pages.channels}>{t("channels.back")}</BackLink>;
}

/** A link back to a channel. */
export function BackToChannel({
  channelId,
  name,
}: {
  readonly channelId: string;
  readonly name: string;
}) {
  return <BackLink to={addressOf(pages.channel, { channelId })}>{name}</BackLink>;
}

/** A link back to the templates of a channel. */
export function BackToTemplates({ channelId }: { readonly channelId: string }) {
  const { t } = useTranslation();
  return (
    <BackLink to={addressOf(pages.channelTemplates, { channelId })}>
      {t("channels.templates.title")}
    </BackLink>
  );
}
