import encodeQR from "qr";
import { useMemo } from "react";

/** Shows a link as a QR code. It is black on white in both themes, because many cameras need that. */
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
