import type { WebChatMessage } from "@chatloom/api-schema";
import { useState } from "preact/hooks";
import type { ChatClient } from "../chat-client.ts";
import type { Words } from "../words.ts";
import { Cards } from "./cards.tsx";
import { PinIcon } from "./icons.tsx";
import { RichText } from "./rich-text.tsx";
import { safeAddress } from "./safe-address.ts";
import { TapButton } from "./tap-button.tsx";

interface ContentProps {
  readonly content: WebChatMessage["content"];
  readonly client: ChatClient;
  readonly words: Words;
  readonly own: boolean;
}

/** Shows one message of any kind. */
export function Content({ content, client, words, own }: ContentProps) {
  switch (content.kind) {
    case "text":
      return <Bubble text={content.text} />;
    case "image":
    case "sticker":
      return (
        <figure class={content.kind}>
          <a href={safeAddress(content.url) ?? "#"} target="_blank" rel="noopener noreferrer">
            <img
              src={safeAddress(content.url) ?? ""}
              alt={("caption" in content && content.caption) || words.image}
            />
          </a>
          {"caption" in content && content.caption && <Bubble text={content.caption} />}
        </figure>
      );
    case "video":
      return (
        <figure class="video">
          {/* biome-ignore lint/a11y/useMediaCaption: people's own clips have none. */}
          <video src={safeAddress(content.url) ?? ""} controls preload="metadata" />
          {content.caption && <Bubble text={content.caption} />}
        </figure>
      );
    case "audio":
      // biome-ignore lint/a11y/useMediaCaption: voice messages have none.
      return <audio src={safeAddress(content.url) ?? ""} controls preload="metadata" />;
    case "file":
      return (
        <>
          <a
            class="bubble file"
            href={safeAddress(content.url) ?? "#"}
            target="_blank"
            rel="noopener noreferrer"
            download={content.fileName}
          >
            {content.fileName ?? words.file}
          </a>
          {content.caption && <Bubble text={content.caption} />}
        </>
      );
    case "buttons":
      return (
        <div class="stack">
          {content.imageUrl && <img class="top" src={safeAddress(content.imageUrl) ?? ""} alt="" />}
          <Bubble text={content.text} />
          {content.buttons.map((button) => (
            <TapButton key={button.label} button={button} client={client} />
          ))}
        </div>
      );
    case "list":
      return (
        <div class="stack">
          <Bubble text={content.text} />
          {content.rows.map((row) => (
            <button
              key={row.payload}
              type="button"
              class="tap"
              onClick={() => client.tap(row.payload, row.label)}
            >
              {row.label}
              {row.description && <small>{row.description}</small>}
            </button>
          ))}
        </div>
      );
    case "cards":
      return <Cards cards={content.cards} client={client} words={words} />;
    case "location":
      return (
        <a
          class="bubble file"
          target="_blank"
          rel="noopener noreferrer"
          href={`https://www.openstreetmap.org/?mlat=${content.latitude}&mlon=${content.longitude}#map=16/${content.latitude}/${content.longitude}`}
        >
          <PinIcon /> {content.name ?? content.address ?? words.location}
        </a>
      );
    case "locationRequest":
      return <LocationRequest text={content.text} client={client} words={words} />;
    case "contacts":
      return (
        <Bubble
          text={content.contacts
            .map((it) => [it.name, ...it.phones, ...it.emails].join("\n"))
            .join("\n\n")}
        />
      );
    case "products":
    case "form":
      return <Bubble text={content.text} />;
    case "template":
      return <Bubble text={content.preview ?? content.name} />;
    case "reaction":
      return <Bubble text={content.emoji} />;
    default:
      return <Bubble text={own ? "" : words.unsupported} />;
  }
}

function Bubble({ text }: { text: string }) {
  return (
    <div class="bubble">
      <RichText text={text} />
    </div>
  );
}

function LocationRequest({
  text,
  client,
  words,
}: {
  text: string;
  client: ChatClient;
  words: Words;
}) {
  const [failed, setFailed] = useState(false);
  const share = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        client.send({ kind: "location", latitude: coords.latitude, longitude: coords.longitude }),
      () => setFailed(true),
      { timeout: 15_000 },
    );
  return (
    <div class="stack">
      <Bubble text={text} />
      <button type="button" class="tap" onClick={share}>
        {words.shareLocation}
      </button>
      {failed && <span class="state warn">{words.locationFailed}</span>}
    </div>
  );
}
