import { Client, GatewayIntentBits } from "discord.js";
import { compose } from "./marrow.js";
//# sourceMappingURL=main.js.map
