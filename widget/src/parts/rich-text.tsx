const address = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'])/g;

/** Shows a text with its web addresses as links. */
export function RichText({ text }: { text: string }) {
  return (
    <>
      {text.split(address).map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  );
}
