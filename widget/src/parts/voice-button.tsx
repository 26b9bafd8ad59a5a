import { useEffect, useRef, useState } from "preact/hooks";
import type { Words } from "../words.ts";
import { MicrophoneIcon, StopIcon } from "./icons.tsx";

/** After five minutes a recording ends by itself. */
const longestMs = 300_000;

/** Records a voice note: one press begins, the next sends it, Escape throws it away. Not shown where the browser cannot record. */
export function VoiceButton({
  words,
  disabled,
  onRecorded,
  onRefused,
}: {
  words: Words;
  disabled: boolean;
  onRecorded: (file: File) => void;
  onRefused: () => void;
}) {
  const [recording, setRecording] = useState(false);
  const recorder = useRef<MediaRecorder>(undefined);
  const thrownAway = useRef(false);

  const end = (isWanted: boolean) => {
    thrownAway.current = !isWanted;
    recorder.current?.stop();
  };
  useEffect(() => () => end(false), []);

  const begin = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts: Blob[] = [];
      const made = new MediaRecorder(stream);
      const tooLong = setTimeout(() => made.stop(), longestMs);
      thrownAway.current = false;
      made.ondataavailable = ({ data }) => parts.push(data);
      made.onstop = () => {
        clearTimeout(tooLong);
        setRecording(false);
        recorder.current = undefined;
        for (const track of stream.getTracks()) {
          track.stop();
        }
        const type = made.mimeType.split(";", 1)[0] || "audio/webm";
        if (!thrownAway.current && parts.length > 0) {
          onRecorded(new File(parts, `voice.${type.split("/")[1]}`, { type }));
        }
      };
      recorder.current = made;
      made.start();
      setRecording(true);
    } catch {
      onRefused();
    }
  };

  if (typeof MediaRecorder === "undefined" || !navigator.mediaDevices) {
    return null;
  }
  return (
    <button
      type="button"
      class={recording ? "icon recording" : "icon"}
      aria-label={recording ? words.sendVoice : words.recordVoice}
      title={recording ? words.sendVoice : words.recordVoice}
      aria-pressed={recording}
      disabled={disabled}
      onClick={() => (recording ? end(true) : void begin())}
      onKeyDown={(event) => {
        if (recording && event.key === "Escape") {
          event.stopPropagation();
          end(false);
        }
      }}
    >
      {recording ? <StopIcon /> : <MicrophoneIcon />}
    </button>
  );
}
