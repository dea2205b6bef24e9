import { createServer } from "node:http";
createServer((_, response) => response.end("Ottoline is in the walls.")).listen(process.env.PORT);
