module.exports = { apps: [{ name: "ottoline-web", script: "web/server.mjs", env: { PORT: 3000 } }] };
