import { createRoot } from "react-dom/client";
import { Board } from "./ui/Board";
createRoot(document.getElementById("root")!).render(<Board />);
