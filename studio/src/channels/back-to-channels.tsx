import { pages } from "@chatloom/api-schema";
import { Anchor } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import classes from "./channels.module.css";

/** A link back to the list of channels. */
export function BackToChannels() {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} to={pages.channels} className={classes.back ?? ""}>
      <IconChevronLeft size={16} aria-hidden />
      {t("channels.back")}
    </Anchor>
  );
}
