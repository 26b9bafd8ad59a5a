import {
  IconApi,
  IconBrandDiscord,
  IconBrandInstagram,
  IconBrandLine,
  IconBrandMessenger,
  IconBrandSlack,
  IconBrandTelegram,
  IconBrandTiktok,
  IconBrandWhatsapp,
  IconMessageCircle,
  IconWorld,
} from "@tabler/icons-react";
import classes from "./inbox.module.css";

const icons: Record<string, typeof IconWorld> = {
  whatsapp: IconBrandWhatsapp,
  messenger: IconBrandMessenger,
  instagram: IconBrandInstagram,
  telegram: IconBrandTelegram,
  line: IconBrandLine,
  slack: IconBrandSlack,
  discord: IconBrandDiscord,
  tiktok: IconBrandTiktok,
  web: IconWorld,
  http: IconApi,
};

/** The platform's sign at the foot of a contact's picture. */
export function ChannelIcon({ type, title }: { readonly type: string; readonly title: string }) {
  const Mark = icons[type] ?? IconMessageCircle;
  return (
    <span className={classes.channel} title={title}>
      <Mark size={13} role="img" aria-label={title} />
    </span>
  );
}
