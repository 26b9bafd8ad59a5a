import encodeQR from "qr";

/** The least width of a picture for printing, in pixels. */
const leastWidth = 1_000;

/** Draws a link's QR code as a PNG, black on white. Throws where the browser cannot draw. */
export async function drawQr(url: string): Promise<Blob> {
  const rows = encodeQR(url, "raw", { border: 4 });
  const scale = Math.ceil(leastWidth / rows.length);
  const canvas = document.createElement("canvas");
  canvas.width = rows.length * scale;
  canvas.height = canvas.width;
  const pen = canvas.getContext("2d");
  if (!pen) {
    throw new Error("This browser cannot draw pictures");
  }
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) {
        pen.fillRect(x * scale, y * scale, scale, scale);
      }
    });
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error("This browser cannot save pictures")),
    );
  });
}
