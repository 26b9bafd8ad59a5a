import { Position, useNodeId, useStoreApi } from "@xyflow/react";
import { XYHandle } from "@xyflow/system";
import type { MouseEvent, TouchEvent } from "react";

/**
 * A dot where an edge begins or ends. React Flow's own `Handle` subscribes to the store, so that with
 * thousands of ports every frame asks each of them; this one reads the store only when it is pressed.
 */
export function ConnectionDot({
  type,
  id = null,
  className = "",
  onClick,
  style,
  ...rest
}: {
  readonly type: "source" | "target";
  readonly id?: string | null;
  readonly className?: string | undefined;
  readonly title?: string;
  readonly style?: React.CSSProperties;
  readonly onClick?: (event: MouseEvent) => void;
  readonly "data-kind"?: string;
  readonly "data-connected"?: boolean;
}) {
  const store = useStoreApi();
  const nodeId = useNodeId() ?? "";
  const isTarget = type === "target";
  const position = isTarget ? Position.Left : Position.Right;

  function startConnection(event: MouseEvent | TouchEvent) {
    const state = store.getState();
    const pressed = !("button" in event) || event.button === 0;
    if (!pressed || !state.nodesConnectable) {
      return;
    }
    XYHandle.onPointerDown(event.nativeEvent, {
      handleDomNode: event.currentTarget,
      isTarget,
      handleId: id,
      nodeId,
      flowId: state.rfId,
      lib: state.lib,
      domNode: state.domNode,
      nodeLookup: state.nodeLookup,
      connectionMode: state.connectionMode,
      connectionRadius: state.connectionRadius,
      dragThreshold: state.connectionDragThreshold,
      autoPanOnConnect: state.autoPanOnConnect,
      autoPanSpeed: state.autoPanSpeed,
      panBy: state.panBy,
      cancelConnection: state.cancelConnection,
      updateConnection: state.updateConnection,
      onConnectStart: (...args) => store.getState().onConnectStart?.(...args),
      onConnect: (connection) => store.getState().onConnect?.(connection),
      onConnectEnd: (...args) => store.getState().onConnectEnd?.(...args),
      isValidConnection: (...args) => store.getState().isValidConnection?.(...args) ?? true,
      getTransform: () => store.getState().transform,
      getFromHandle: () => store.getState().connection.fromHandle,
    });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, ports are connected in the step's settings
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      {...rest}
      className={`react-flow__handle react-flow__handle-${position} nodrag nopan ${type} connectable connectablestart connectableend connectionindicator ${className}`}
      data-handleid={id}
      data-nodeid={nodeId}
      data-handlepos={position}
      data-id={`${store.getState().rfId}-${nodeId}-${id}-${type}`}
      style={style}
      onMouseDown={startConnection}
      onTouchStart={startConnection}
      onClick={onClick}
    />
  );
}
