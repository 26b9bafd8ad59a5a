import encodeQR from "qr";
import { useMemo } from "react";

/** A link as a picture for a phone's camera. Black on white in both schemes: many cameras read nothing else. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const picture = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(encodeQR(text, "svg", { border: 2 }))}`,
    [text],
  );
  return (
    <img
      src={picture}
      alt={label}
      width={168}
      height={168}
      style={{ background: "#fff", flex: "none" }}
    />
  );
}
