import { addressOf, pages } from "@chatloom/api-schema";
import { Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./channels.module.css";

/** The website chat as it will look with the settings in the form, before they are saved. */
export function WidgetPreview({
  name,
  settings,
}: {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}) {
  const { t, i18n } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const [loaded, setLoaded] = useState(0);
  const [displayName, color, greeting, launcher, avatarUrl] = (
    ["displayName", "color", "greeting", "launcher", "avatarUrl"] as const
  ).map((it) => String(settings[it] ?? ""));
  const { theme = "auto", side = "right" } = settings;

  useEffect(() => {
    if (loaded === 0) {
      return;
    }
    const shown = displayName || name;
    const look = { name: shown, color, greeting, launcher, avatarUrl, theme, side };
    frame.current?.contentWindow?.postMessage({ chatloomPreview: look }, location.origin);
  }, [loaded, name, displayName, color, greeting, launcher, avatarUrl, theme, side]);

  return (
    <div>
      <Text fw={500} fz="sm" mb={4}>
        {t("channels.preview")}
      </Text>
      <div className={classes.preview}>
        <iframe
          ref={frame}
          title={t("channels.preview")}
          src={addressOf(pages.chat, { channelId: "preview" }, { lang: i18n.language })}
          onLoad={() => setLoaded((before) => before + 1)}
        />
      </div>
    </div>
  );
}
