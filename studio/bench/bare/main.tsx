import "@xyflow/react/dist/style.css";
import {
  Background,
  Controls,
  type Edge,
  type Node,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from "@xyflow/react";
import { createRoot } from "react-dom/client";

/** The graph that the benchmark gives this page before it loads. */
declare const graph: { readonly nodes: Node[]; readonly edges: Edge[] };

/** Shows the graph with React Flow as its manual does: default nodes, default edges, nothing of ours. */
function BareCanvas() {
  const [nodes, , onNodesChange] = useNodesState(graph.nodes);
  const [edges, , onEdgesChange] = useEdgesState(graph.edges);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      panOnScroll
      minZoom={0.02}
      defaultViewport={{ x: 32, y: 72, zoom: 0.7 }}
    >
      <Background />
      <Controls />
    </ReactFlow>
  );
}

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(<BareCanvas />);
}
