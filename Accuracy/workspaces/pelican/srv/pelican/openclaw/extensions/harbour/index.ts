export default function (api) { api.registerTool({ name: "berth" }); }
