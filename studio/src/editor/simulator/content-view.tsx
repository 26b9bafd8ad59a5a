import { type ContentButton, contentInWords, type MessageContent } from "@chatloom/flows-schema";
import {
  IconExternalLink,
  IconFile,
  IconForms,
  IconList,
  IconMail,
  IconMapPin,
  IconPhone,
  IconStar,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./simulator.module.css";

type Tap = (label: string, payload: string) => void;

/** A message as the channel shows it; what can be tapped can be tapped here. */
export function ContentView({
  content,
  last,
  onTap,
}: {
  readonly content: MessageContent;
  /** Quick replies go away once something follows. */
  readonly last: boolean;
  readonly onTap: Tap;
}) {
  const replies = "replies" in content ? (content.replies ?? []) : [];
  return (
    <>
      <Body content={content} onTap={onTap} />
      {last && replies.length > 0 && (
        <div className={classes.replies}>
          {replies.map((reply) => (
            <button
              key={reply.payload}
              type="button"
              onClick={() => onTap(reply.label, reply.payload)}
            >
              {reply.label}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function Body({ content, onTap }: { readonly content: MessageContent; readonly onTap: Tap }) {
  switch (content.kind) {
    case "text":
      return (
        <div className={classes.bubble}>
          {content.text}
          {(content.wants === "phone" || content.wants === "email") && (
            <OwnDetail wants={content.wants} />
          )}
          {content.rating && (
            <div className={classes.buttons}>
              <span>
                <IconStar size={13} aria-hidden /> {content.rating.button}
              </span>
            </div>
          )}
        </div>
      );
    case "buttons":
      return (
        <div className={classes.bubble}>
          {content.imageUrl && <img src={content.imageUrl} alt="" />}
          {content.videoUrl && (
            // biome-ignore lint/a11y/useMediaCaption: authors' files come without captions
            <video src={content.videoUrl} controls />
          )}
          {content.text}
          <Buttons buttons={content.buttons} onTap={onTap} />
        </div>
      );
    case "list":
      return <List content={content} onTap={onTap} />;
    case "cards":
      return (
        <div className={classes.cards}>
          {content.cards.map((card, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sent message never changes
            <div key={index} className={classes.card}>
              {card.imageUrl && <img src={card.imageUrl} alt="" />}
              <strong>{card.title}</strong>
              {card.subtitle && <small>{card.subtitle}</small>}
              <Buttons buttons={card.buttons} onTap={onTap} />
            </div>
          ))}
        </div>
      );
    case "image":
    case "sticker":
      return (
        <div className={classes.bubble}>
          <img src={content.url} alt="" />
          {"caption" in content && content.caption}
        </div>
      );
    case "video":
      return (
        <div className={classes.bubble}>
          {/* biome-ignore lint/a11y/useMediaCaption: contacts' and members' files come without captions */}
          <video src={content.url} controls />
          {content.caption}
        </div>
      );
    case "audio":
      return (
        <div className={classes.bubble}>
          {/* biome-ignore lint/a11y/useMediaCaption: contacts' and members' files come without captions */}
          <audio src={content.url} controls />
        </div>
      );
    case "file":
      return (
        <div className={classes.bubble}>
          <IconFile size={16} aria-hidden /> {content.fileName ?? content.url.split("/").at(-1)}
          {content.caption && <div>{content.caption}</div>}
        </div>
      );
    case "location":
      return (
        <div className={classes.bubble}>
          <IconMapPin size={16} aria-hidden />{" "}
          {content.name ?? `${content.latitude}, ${content.longitude}`}
          {content.address && <div>{content.address}</div>}
        </div>
      );
    case "locationRequest":
      return (
        <div className={classes.bubble}>
          {content.text} <IconMapPin size={16} aria-hidden />
        </div>
      );
    case "products":
      return (
        <div className={classes.bubble}>
          {content.title && <strong>{content.title}</strong>} {content.text}
          <small>{(content.shopIds ?? content.productIds).join(" · ")}</small>
        </div>
      );
    case "coupon":
    case "receipt":
      return (
        <div className={classes.bubble}>
          {"imageUrl" in content && content.imageUrl && <img src={content.imageUrl} alt="" />}
          <span style={{ whiteSpace: "pre-line" }}>{contentInWords(content)}</span>
        </div>
      );
    case "form":
      return (
        <div className={classes.bubble}>
          {content.text}
          <div className={classes.buttons}>
            <span>
              <IconForms size={14} aria-hidden /> {content.button}
            </span>
          </div>
        </div>
      );
    case "template":
      return (
        <div className={classes.bubble}>
          {content.preview ?? content.name}
          {content.parameters.length > 0 && (
            <small>{content.parameters.map((it) => it.value).join(" · ")}</small>
          )}
        </div>
      );
    case "contacts":
      return (
        <div className={classes.bubble}>{content.contacts.map((it) => it.name).join(", ")}</div>
      );
    case "reaction":
      return <div className={classes.bubble}>{content.emoji}</div>;
    case "unsupported":
      return <div className={classes.bubble}>{content.what}</div>;
  }
}

/** The platform shows the person's own number or address here; nobody else knows it before the tap. */
function OwnDetail({ wants }: { readonly wants: "phone" | "email" }) {
  const { t } = useTranslation();
  const Icon = wants === "phone" ? IconPhone : IconMail;
  return (
    <div className={classes.buttons}>
      <span>
        <Icon size={13} aria-hidden /> {t(`simulator.own.${wants}`)}
      </span>
    </div>
  );
}

function Buttons({
  buttons,
  onTap,
}: {
  readonly buttons: readonly ContentButton[];
  readonly onTap: Tap;
}) {
  return (
    <div className={classes.buttons}>
      {buttons.map((button) =>
        button.type === "postback" ? (
          <button
            key={button.label}
            type="button"
            onClick={() => onTap(button.label, button.payload)}
          >
            {button.label}
          </button>
        ) : (
          <span key={button.label} title={button.type === "url" ? button.url : button.phone}>
            {button.type === "url" ? (
              <IconExternalLink size={13} aria-hidden />
            ) : (
              <IconPhone size={13} aria-hidden />
            )}
            {button.label}
          </span>
        ),
      )}
    </div>
  );
}

/** A list opens on its button, as on the phone. */
function List({
  content,
  onTap,
}: {
  readonly content: Extract<MessageContent, { kind: "list" }>;
  readonly onTap: Tap;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div className={classes.bubble}>
      {content.text}
      <div className={classes.buttons}>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconList size={13} aria-hidden />
          {content.button}
        </button>
        {open &&
          content.rows.map((row) => (
            <button
              key={row.payload}
              type="button"
              onClick={() => {
                setOpen(false);
                onTap(row.label, row.payload);
              }}
            >
              {row.label}
              {row.description && <small>{row.description}</small>}
            </button>
          ))}
      </div>
    </div>
  );
}
