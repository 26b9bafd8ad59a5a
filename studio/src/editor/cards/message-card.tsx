import { type Button, isVideoAddress, type MessageBlock, type Port } from "@chatloom/flows-schema";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Bubble } from "./bubble.tsx";
import type { CardProps } from "./card.ts";
import classes from "./card-parts.module.css";
import { Media } from "./media.tsx";
import { PortRow } from "./port-row.tsx";
import { TemplateText } from "./template-text.tsx";

/** The bubbles of a message, as the contact will see them. */
export function MessageCard({ node, ports, selected }: CardProps<"message">) {
  return node.data.blocks.map((block, index) => (
    <Fragment key={block.id}>
      <Block block={block} path={`/blocks/${index}`} {...{ node, ports, selected }} />
    </Fragment>
  ));
}

function Block({
  block,
  path,
  node,
  ports,
  selected,
}: CardProps<"message"> & { readonly block: MessageBlock; readonly path: string }) {
  const { t } = useTranslation();
  if (block.kind === "text") {
    return <Bubble node={node} path={`${path}/text`} text={block.text} selected={selected} />;
  }
  if (block.kind === "buttons") {
    return (
      <>
        {block.imageUrl && (
          <Media
            kind={isVideoAddress(block.imageUrl) ? "video" : "image"}
            url={block.imageUrl}
            text={block.imageUrl.split("/").at(-1)}
          />
        )}
        {(block.text !== "" || !block.imageUrl) && (
          <Bubble node={node} path={`${path}/text`} text={block.text} selected={selected} />
        )}
        <Buttons buttons={block.buttons} ports={ports} />
      </>
    );
  }
  if (block.kind === "coupon" || block.kind === "receipt") {
    return (
      <Bubble
        node={node}
        path={`${path}/${block.kind === "coupon" ? "title" : "orderNumber"}`}
        text={block.kind === "coupon" ? block.title : block.orderNumber}
        selected={selected}
      />
    );
  }
  if (block.kind === "products") {
    return <Bubble node={node} path={`${path}/text`} text={block.text} selected={selected} />;
  }
  if (block.kind === "form") {
    return (
      <>
        <Bubble node={node} path={`${path}/text`} text={block.text} selected={selected} />
        <div className={classes.button}>{block.button || t("editor.ports.unnamed")}</div>
      </>
    );
  }
  if (block.kind === "cards") {
    return (
      <div className={classes.cards}>
        {block.cards.map((card) => (
          <div key={card.id}>
            <div className={classes.contentCard}>
              <Media kind="image" url={card.imageUrl} />
              <strong>
                <TemplateText text={card.title || "…"} />
              </strong>
              {card.subtitle && (
                <small>
                  <TemplateText text={card.subtitle} />
                </small>
              )}
            </div>
            <Buttons buttons={card.buttons} ports={ports} />
          </div>
        ))}
      </div>
    );
  }
  if (block.kind === "location") {
    return <Media kind="location" text={block.name ?? `${block.latitude}, ${block.longitude}`} />;
  }
  const caption = "caption" in block ? block.caption : undefined;
  return (
    <>
      <Media kind={block.kind} url={block.url} text={block.url.split("/").at(-1)} />
      {caption && (
        <Bubble node={node} path={`${path}/caption`} text={caption} selected={selected} />
      )}
    </>
  );
}

function Buttons({
  buttons,
  ports,
}: {
  readonly buttons: readonly Button[];
  readonly ports: readonly Port[];
}) {
  const { t } = useTranslation();
  return buttons.map((button) => {
    const port = ports.find((it) => it.id === `button:${button.id}`);
    return port ? (
      <PortRow key={button.id} port={port} />
    ) : (
      <div key={button.id} className={classes.button}>
        {button.label || t("editor.ports.unnamed")}
      </div>
    );
  });
}
