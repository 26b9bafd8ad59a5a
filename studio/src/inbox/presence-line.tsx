import type { Presence } from "@chatloom/api-schema";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "../session/use-me.ts";
import classes from "./inbox.module.css";

/** Who else looks at the conversation or types in it. */
export function PresenceLine({
  presence,
  contactName,
}: {
  readonly presence: Presence | undefined;
  readonly contactName: string;
}) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const list = (people: Presence["typing"] = []) =>
    new Intl.ListFormat(i18n.language).format(
      people.filter((it) => it.memberId !== me.member.id).map((it) => it.name),
    );
  const typing = list(presence?.typing);
  const viewing = list(presence?.viewing);
  const text = typing
    ? t("inbox.typing", { names: typing })
    : presence?.contactTyping
      ? t("inbox.contactTyping", { name: contactName })
      : viewing && t("inbox.viewing", { names: viewing });
  return (
    <Text role="status" size="xs" c="dimmed" className={classes.presence ?? ""}>
      {text}
    </Text>
  );
}
