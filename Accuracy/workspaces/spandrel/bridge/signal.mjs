import WebSocket from "ws";
export class Signal {
  constructor(url, number) { this.url = url; this.number = number; }
  async *messages() {
    const ws = new WebSocket(`${this.url.replace("http", "ws")}/v1/receive/${this.number}`);
    const queue = []; let wake = () => {};
    ws.on("message", (d) => { queue.push(JSON.parse(d)); wake(); });
    for (;;) {
      while (queue.length) { const e = queue.shift().envelope; if (e.dataMessage?.message) yield { ...e, text: e.dataMessage.message }; }
      await new Promise((r) => (wake = r));
    }
  }
  send(to, message) { return fetch(`${this.url}/v2/send`, { method: "POST", body: JSON.stringify({ number: this.number, recipients: [to], message }) }); }
}
