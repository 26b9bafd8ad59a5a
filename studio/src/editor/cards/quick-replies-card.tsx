import { Bubble } from "./bubble.tsx";
import type { CardProps } from "./card.ts";
import { Media } from "./media.tsx";

/** The question; its answers are the ports below. */
export function QuickRepliesCard({ node, selected }: CardProps<"quickReplies">) {
  return (
    <>
      {node.data.imageUrl && <Media kind="image" url={node.data.imageUrl} />}
      <Bubble node={node} path="/text" text={node.data.text} selected={selected} />
    </>
  );
}
