import {
  IconAddressBook,
  IconApi,
  IconBrandDiscord,
  IconBrandInstagram,
  IconBrandLine,
  IconBrandMessenger,
  IconBrandSlack,
  IconBrandStripe,
  IconBrandTelegram,
  IconBrandTiktok,
  IconBrandViber,
  IconBrandWhatsapp,
  IconLetterZ,
  IconMail,
  IconMessage2Bolt,
  IconMessageChatbot,
  IconMessageCircle,
  IconMessages,
  IconQrcode,
  IconTicket,
  IconWorld,
} from "@tabler/icons-react";

const icons: Record<string, typeof IconWorld> = {
  whatsapp: IconBrandWhatsapp,
  messenger: IconBrandMessenger,
  instagram: IconBrandInstagram,
  telegram: IconBrandTelegram,
  line: IconBrandLine,
  zalo: IconLetterZ,
  slack: IconBrandSlack,
  discord: IconBrandDiscord,
  tiktok: IconBrandTiktok,
  viber: IconBrandViber,
  email: IconMail,
  web: IconWorld,
  http: IconApi,
  chatwoot: IconMessage2Bolt,
  "chatwoot-bot": IconMessage2Bolt,
  zendesk: IconTicket,
  livechat: IconMessages,
  intercom: IconMessageChatbot,
  stripe: IconBrandStripe,
  zalopay: IconQrcode,
  hubspot: IconAddressBook,
  httpCrm: IconAddressBook,
};

/** Shows the platform's icon, with its name for screen readers. */
export function ChannelIcon({
  type,
  title,
  size = 13,
}: {
  readonly type: string;
  readonly title: string;
  readonly size?: number;
}) {
  const Mark = icons[type] ?? IconMessageCircle;
  return <Mark size={size} role="img" aria-label={title} />;
}
