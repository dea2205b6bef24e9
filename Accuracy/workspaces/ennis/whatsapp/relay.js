const { useMultiFileAuthState } = require("@whiskeysockets/baileys");
async function start() { const { state } = await useMultiFileAuthState("auth_info_baileys"); }
start();
