import type { AiConnection } from "@chatloom/api-schema";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./ai.module.css";

const names = [
  "chat",
  "responses",
  "tools",
  "jsonSchema",
  "streaming",
  "embeddings",
  "moderation",
  "pictures",
  "transcription",
] as const;

/** Lists the abilities of an endpoint in plain words. */
export function AbilityList({
  abilities,
}: {
  readonly abilities: NonNullable<AiConnection["abilities"]>;
}) {
  const { t } = useTranslation();
  return (
    <ul className={classes.abilities}>
      {names
        .filter((name) => abilities[name] !== undefined)
        .map((name) => (
          <li key={name}>
            {abilities[name] ? (
              <IconCheck
                size={16}
                color="var(--mantine-color-loom-6)"
                aria-label={t("ai.connections.yes")}
              />
            ) : (
              <IconX size={16} color="var(--cl-error)" aria-label={t("ai.connections.no")} />
            )}
            {t(`ai.connections.can.${name}`)}
          </li>
        ))}
    </ul>
  );
}
