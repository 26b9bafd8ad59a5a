import type { WebChatMessage } from "@chatloom/api-schema";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChatClient } from "../chat-client.ts";
import type { ChatState } from "../chat-state.ts";
import type { Words } from "../words.ts";
import { Content } from "./content.tsx";

/** Shows the messages, oldest first. Scrolls to new ones unless the visitor reads further up. */
export function Thread({
  state,
  words,
  client,
}: {
  state: ChatState;
  words: Words;
  client: ChatClient;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const { messages, unsent, typing, partial } = state;
  const count = messages.length + unsent.length;
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  useEffect(() => {
    if (atEnd) {
      toEnd();
    }
  }, [count, typing.on, partial]);

  const last = messages.at(-1);
  const answers =
    unsent.length === 0 && last && last.from !== "visitor" && "replies" in last.content
      ? (last.content.replies ?? [])
      : [];

  return (
    <div class="middle">
      <div
        ref={list}
        class="thread"
        role="log"
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: it }) =>
          setAtEnd(it.scrollHeight - it.scrollTop - it.clientHeight < 60)
        }
        onLoadCapture={() => atEnd && toEnd()}
      >
        {count === 0 && state.status === "online" && (
          <p class="notice">{state.greeting || words.empty}</p>
        )}
        {messages.map((message, index) => (
          <div key={message.id} class={`row ${message.from}`}>
            <Speaker
              name={speakerOf(message, state.name, words)}
              shown={
                message.from === "member" &&
                message.name !== undefined &&
                message.name !== messages[index - 1]?.name
              }
            />
            <Content
              content={message.content}
              client={client}
              words={words}
              own={message.from === "visitor"}
            />
          </div>
        ))}
        {unsent.map((it) => (
          <div key={it.key} class="row visitor unsent">
            <Speaker name={words.you} shown={false} />
            <Content content={it.content} client={client} words={words} own />
            <span class={it.refused ? "state warn" : "state"}>
              {it.refused ? words.notSent : words.sending}
            </span>
          </div>
        ))}
        {partial && (
          // Screen readers hear the message once it is whole.
          <div class="row bot" aria-hidden="true">
            <div class="bubble">{partial} …</div>
          </div>
        )}
        {typing.on && !partial && (
          <div class="row bot">
            <span
              class="dots"
              role="img"
              aria-label={`${typing.name ?? words.bot} ${words.typing}`}
            >
              <i />
              <i />
              <i />
            </span>
          </div>
        )}
        {answers.length > 0 && (
          <div class="answers">
            {answers.map(({ label, payload, imageUrl }) => (
              <button
                key={payload}
                type="button"
                class="answer"
                onClick={() => client.tap(payload, label)}
              >
                {imageUrl && <img src={imageUrl} alt="" />}
                {label}
              </button>
            ))}
          </div>
        )}
      </div>
      {!atEnd && (
        <button type="button" class="to-end" onClick={toEnd}>
          ↓ {words.newMessages}
        </button>
      )}
    </div>
  );
}

/** Names the author of the following messages. Screen readers always get it. */
function Speaker({ name, shown }: { name: string; shown: boolean }) {
  return shown ? <span class="name">{name}</span> : <span class="unseen">{name}: </span>;
}

function speakerOf({ from, name }: WebChatMessage, botName: string, words: Words): string {
  if (from === "visitor") {
    return words.you;
  }
  return (from === "member" && name) || botName || words.bot;
}
