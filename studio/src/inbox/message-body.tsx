import type { Message } from "@chatloom/api-schema";
import { type ContentOf, contentInWords } from "@chatloom/flows-schema";
import { Anchor, Group, Text } from "@mantine/core";
import { IconFile, IconLink, IconMapPin, IconPhone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { WithMentions } from "../mentions/with-mentions.tsx";
import classes from "./inbox.module.css";

type Content = Message["content"];

/** Shows a message as nearly as possible as the contact sees it. */
export function MessageBody({
  content,
  mentions = [],
}: {
  readonly content: Content;
  /** Of a note: the members whose names are marked. */
  readonly mentions?: readonly string[] | undefined;
}) {
  return (
    <>
      {content.kind === "text" && mentions.length > 0 ? (
        <Bubble>
          <WithMentions text={content.text} mentions={mentions} />
        </Bubble>
      ) : (
        <Main content={content} />
      )}
      {"caption" in content && content.caption && <Bubble>{content.caption}</Bubble>}
      {"replies" in content && content.replies && content.replies.length > 0 && (
        <Chips labels={content.replies.map((it) => it.label)} />
      )}
    </>
  );
}

function Main({ content }: { readonly content: Content }) {
  const { t } = useTranslation();
  switch (content.kind) {
    case "text":
      return (
        <Bubble>
          {content.text}
          {(content.wants === "phone" || content.wants === "email") &&
            `\n(${t(`inbox.content.own.${content.wants}`)})`}
          {content.rating && `\n(${content.rating.button})`}
        </Bubble>
      );
    case "image":
    case "sticker":
      return content.url ? (
        <a href={content.url} target="_blank" rel="noopener noreferrer">
          <img
            className={content.kind === "sticker" ? classes.sticker : classes.image}
            src={content.url}
            alt={t(`inbox.content.${content.kind}`)}
          />
        </a>
      ) : (
        <Bubble>{t(`inbox.content.${content.kind}`)}</Bubble>
      );
    case "video":
      if (!content.url) {
        return <Bubble>{t("inbox.content.video")}</Bubble>;
      }
      // biome-ignore lint/a11y/useMediaCaption: people's own clips have none.
      return <video className={classes.image} src={content.url} controls preload="metadata" />;
    case "audio":
      if (!content.url) {
        return <Bubble>{t("inbox.content.audio")}</Bubble>;
      }
      // biome-ignore lint/a11y/useMediaCaption: voice messages have none.
      return <audio src={content.url} controls preload="metadata" />;
    case "file":
      return (
        <Bubble>
          <Anchor
            href={content.url || undefined}
            target="_blank"
            rel="noopener noreferrer"
            c="inherit"
            underline="always"
          >
            <IconFile size={15} aria-hidden /> {content.fileName ?? t("inbox.content.file")}
          </Anchor>
        </Bubble>
      );
    case "location":
      return (
        <Bubble>
          <Anchor
            target="_blank"
            rel="noopener noreferrer"
            c="inherit"
            underline="always"
            href={`https://www.openstreetmap.org/?mlat=${content.latitude}&mlon=${content.longitude}#map=16/${content.latitude}/${content.longitude}`}
          >
            <IconMapPin size={15} aria-hidden />{" "}
            {content.name ?? content.address ?? t("inbox.content.location")}
          </Anchor>
        </Bubble>
      );
    case "buttons":
      return (
        <>
          {content.imageUrl && <img className={classes.image} src={content.imageUrl} alt="" />}
          {content.videoUrl && (
            // biome-ignore lint/a11y/useMediaCaption: authors' files come without captions
            <video className={classes.image} src={content.videoUrl} controls preload="metadata" />
          )}
          {content.text && <Bubble>{content.text}</Bubble>}
          <Buttons buttons={content.buttons} />
        </>
      );
    case "list":
      return (
        <>
          <Bubble>{content.text}</Bubble>
          <Chips labels={content.rows.map((it) => it.label)} />
        </>
      );
    case "cards":
      return (
        <div className={classes.cards}>
          {content.cards.map((card) => (
            <div key={card.title} className={classes.card}>
              {card.imageUrl && <img src={card.imageUrl} alt="" />}
              <Text fw={650} size="sm">
                {card.title}
              </Text>
              {card.subtitle && <Text size="xs">{card.subtitle}</Text>}
              <Buttons buttons={card.buttons} />
            </div>
          ))}
        </div>
      );
    case "contacts":
      return (
        <Bubble>
          {content.contacts
            .map((it) => [it.name, ...it.phones, ...it.emails].join("\n"))
            .join("\n\n")}
        </Bubble>
      );
    case "locationRequest":
      return <Bubble>{`${content.text}\n(${t("inbox.content.locationRequest")})`}</Bubble>;
    case "products":
      return (
        <Bubble>
          {content.text}
          {shownIds(content).length > 0 &&
            `\n(${t("inbox.content.products", { ids: shownIds(content).join(", ") })})`}
        </Bubble>
      );
    case "coupon":
    case "receipt":
      return <Bubble>{contentInWords(content)}</Bubble>;
    case "form":
      return (
        <Bubble>{`${content.text}\n(${t("inbox.content.form", { name: content.button })})`}</Bubble>
      );
    case "template":
      return (
        <Bubble>{content.preview ?? t("inbox.content.template", { name: content.name })}</Bubble>
      );
    case "reaction":
      return <Bubble>{t("inbox.content.reaction", { emoji: content.emoji })}</Bubble>;
    case "unsupported":
      return <Bubble faint>{t("inbox.content.unsupported", { what: content.what })}</Bubble>;
  }
}

function shownIds({ shopIds, productIds }: ContentOf<"products">): readonly string[] {
  return shopIds ?? productIds;
}

function Bubble({
  children,
  faint,
}: {
  readonly children: React.ReactNode;
  readonly faint?: boolean;
}) {
  return (
    <div className={classes.bubble} data-faint={faint || undefined}>
      {children}
    </div>
  );
}

function Chips({ labels }: { readonly labels: readonly string[] }) {
  return (
    <Group gap={4} className={classes.chips ?? ""}>
      {labels.map((label, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two options may read alike, and they never move.
        <span key={index} className={classes.chip}>
          {label}
        </span>
      ))}
    </Group>
  );
}

function Buttons({
  buttons,
}: {
  readonly buttons: Extract<Content, { kind: "buttons" }>["buttons"];
}) {
  return (
    <Group gap={4} className={classes.chips ?? ""}>
      {buttons.map((button) => (
        <span key={`${button.type} ${button.label}`} className={classes.chip}>
          {button.type === "url" && <IconLink size={12} aria-hidden />}
          {button.type === "phone" && <IconPhone size={12} aria-hidden />} {button.label}
        </span>
      ))}
    </Group>
  );
}
