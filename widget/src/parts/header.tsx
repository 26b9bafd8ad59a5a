import type { ChatState } from "../chat-client.ts";
import type { Words } from "../words.ts";
import { CloseIcon } from "./icons.tsx";

/** Whom the visitor talks to, and whether the line stands. */
export function Header({
  state,
  words,
  onClose,
}: {
  state: ChatState;
  words: Words;
  onClose: (() => void) | undefined;
}) {
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
      <span class="avatar" aria-hidden="true">
        {(state.answeredBy ?? state.name).slice(0, 1).toUpperCase()}
      </span>
      <div class="who">
        <strong>{state.name}</strong>
        <span role="status" class={state.status === "offline" ? "line warn" : "line"}>
          {line}
        </span>
      </div>
      {onClose && (
        <button type="button" class="icon" aria-label={words.close} onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}
