import {
  IconFile,
  IconMapPin,
  IconMicrophone,
  IconPhoto,
  IconSticker,
  IconVideo,
} from "@tabler/icons-react";
import classes from "./card-parts.module.css";

const icons = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  file: IconFile,
  sticker: IconSticker,
  location: IconMapPin,
} as const;

/** A picture as it is, another kind of file by its icon. */
export function Media({
  kind,
  url,
  text,
}: {
  readonly kind: keyof typeof icons;
  readonly url?: string | undefined;
  readonly text?: string | undefined;
}) {
  const Kind = icons[kind];
  const picture =
    (kind === "image" || kind === "sticker") && url && /^(\/files\/|https:\/\/)[^{]*$/.test(url);
  return (
    <div className={classes.media}>
      {picture ? (
        <img src={url} alt="" loading="lazy" draggable={false} />
      ) : (
        <>
          <Kind size={20} aria-hidden />
          {text}
        </>
      )}
    </div>
  );
}
