import { mostFileBytes } from "@chatloom/api-schema/file-limit";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ChatClient } from "../chat-client.ts";
import type { Words } from "../words.ts";
import { ClipIcon, SendIcon } from "./icons.tsx";
import { VoiceButton } from "./voice-button.tsx";

interface Question {
  readonly id: string;
  readonly text: string;
  readonly wants: "date" | "time";
}

/** Shows the text input of the visitor. Enter sends, Shift+Enter starts a new line. */
export function Composer({
  client,
  words,
  begun,
  takesFocus,
  question,
}: {
  client: ChatClient;
  words: Words;
  begun: boolean;
  takesFocus: boolean;
  /** The last message, where it asks for a date or a time. */
  question: Question | undefined;
}) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState("");
  const [uploading, setUploading] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const stopTyping = useRef<ReturnType<typeof setTimeout>>(undefined);

  // A chat within a page must not take the focus when the page loads.
  useEffect(() => (takesFocus ? field.current?.focus() : undefined), []);

  const write = (value: string) => {
    setText(value);
    client.typing(true);
    clearTimeout(stopTyping.current);
    stopTyping.current = setTimeout(() => client.typing(false), 3_000);
  };

  const send = () => {
    const trimmed = text.trim();
    if (!trimmed) {
      return;
    }
    client.send({ kind: "text", text: trimmed.slice(0, 10_000) });
    setText("");
    clearTimeout(stopTyping.current);
    client.typing(false);
  };

  const attach = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    if (file.size > mostFileBytes) {
      return setProblem(words.tooLarge);
    }
    setProblem("");
    setUploading(true);
    try {
      client.send(await client.upload(file));
    } catch {
      setProblem(words.uploadFailed);
    } finally {
      setUploading(false);
      if (picker.current) {
        picker.current.value = "";
      }
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {question && (
        <MomentPicker
          key={question.id}
          question={question}
          words={words}
          onPick={(picked) => client.send({ kind: "text", text: picked })}
        />
      )}
      <div class="field">
        <input
          ref={picker}
          type="file"
          hidden
          onChange={({ currentTarget }) => void attach(currentTarget.files?.[0])}
        />
        <button
          type="button"
          class="icon"
          aria-label={words.attach}
          // Uploads need a conversation.
          disabled={uploading || !begun}
          title={begun ? words.attach : words.writeFirst}
          onClick={() => picker.current?.click()}
        >
          <ClipIcon />
        </button>
        <VoiceButton
          words={words}
          disabled={uploading || !begun}
          onRecorded={(file) => void attach(file)}
          onRefused={() => setProblem(words.noMicrophone)}
        />
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={words.placeholder}
          aria-label={words.placeholder}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
              event.preventDefault();
              send();
            }
          }}
        />
        <button type="submit" class="icon send" aria-label={words.send} disabled={!text.trim()}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

/** Lets the visitor choose a date or a time by the browser's own picker, and sends it as `2026-11-30` or `14:05`. */
function MomentPicker({
  question: { text, wants },
  words,
  onPick,
}: {
  question: Question;
  words: Words;
  onPick: (text: string) => void;
}) {
  const [picked, setPicked] = useState("");
  return (
    <div class="field picker">
      <input
        type={wants}
        aria-label={text}
        value={picked}
        onInput={({ currentTarget }) => setPicked(currentTarget.value)}
      />
      <button
        type="button"
        class="icon send"
        aria-label={`${words.send}: ${text}`}
        disabled={!picked}
        onClick={() => onPick(picked)}
      >
        <SendIcon />
      </button>
    </div>
  );
}
