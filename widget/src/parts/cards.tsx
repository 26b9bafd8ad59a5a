import type { WebChatMessage } from "@chatloom/api-schema";
import { useRef } from "preact/hooks";
import type { ChatClient } from "../chat-client.ts";
import type { Words } from "../words.ts";
import { BackIcon, ForwardIcon } from "./icons.tsx";
import { safeAddress } from "./safe-address.ts";
import { TapButton } from "./tap-button.tsx";

type Card = Extract<WebChatMessage["content"], { kind: "cards" }>["cards"][number];

/** Shows cards side by side, to swipe or to step through. */
export function Cards({
  cards,
  client,
  words,
}: {
  cards: readonly Card[];
  client: ChatClient;
  words: Words;
}) {
  const track = useRef<HTMLDivElement>(null);
  const step = (direction: 1 | -1) =>
    track.current?.scrollBy({ left: direction * 220, behavior: "smooth" });
  return (
    <div class="carousel">
      <div class="track" ref={track}>
        {cards.map((card) => (
          <article class="card" key={card.title}>
            {card.imageUrl && <img src={safeAddress(card.imageUrl) ?? ""} alt="" />}
            <div class="card-text">
              <strong>{card.title}</strong>
              {card.subtitle && <p>{card.subtitle}</p>}
            </div>
            {card.buttons.map((button) => (
              <TapButton key={button.label} button={button} client={client} />
            ))}
          </article>
        ))}
      </div>
      {cards.length > 1 && (
        <div class="steps">
          <button type="button" class="icon" aria-label={words.previous} onClick={() => step(-1)}>
            <BackIcon />
          </button>
          <button type="button" class="icon" aria-label={words.next} onClick={() => step(1)}>
            <ForwardIcon />
          </button>
        </div>
      )}
    </div>
  );
}
