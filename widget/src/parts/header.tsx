import type { ChatState } from "../chat-state.ts";
import type { Words } from "../words.ts";
import { CloseIcon } from "./icons.tsx";
import { safeAddress } from "./safe-address.ts";

/** Shows who answers, and whether the chat is connected. */
export function Header({
  state,
  words,
  alone,
  onClose,
  onRestart,
}: {
  state: ChatState;
  words: Words;
  /** The page contains only the chat, so its name is the page's heading. */
  alone: boolean;
  onClose: (() => void) | undefined;
  onRestart: (() => void) | undefined;
}) {
  const Name = alone ? "h1" : "strong";
  const picture = safeAddress(state.avatarUrl);
  const line =
    state.status === "connecting"
      ? words.connecting
      : state.status === "offline"
        ? words.offline
        : state.handler === "waiting"
          ? words.waiting
          : state.handler === "human"
            ? (state.answeredBy ?? "")
            : words.bot;
  return (
    <header class="header">
      {picture && !state.answeredBy ? (
        <img class="avatar" src={picture} alt="" referrerpolicy="no-referrer" />
      ) : (
        <span class="avatar" aria-hidden="true">
          {(state.answeredBy ?? state.name).slice(0, 1).toUpperCase()}
        </span>
      )}
      <div class="who">
        <Name>{state.name || words.bot}</Name>
        <span role="status" class={state.status === "offline" ? "line warn" : "line"}>
          {line}
        </span>
      </div>
      {onRestart && (
        <button type="button" class="restart" onClick={onRestart}>
          {words.restart}
        </button>
      )}
      {onClose && (
        <button type="button" class="icon" aria-label={words.close} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}
